namespace DataBus.Hub.Log;

/// <summary>What a record's body is; the numbers are stored.</summary>
internal enum RecordType : byte
{
    /// <summary>ChangesBody: what is delivered.</summary>
    Changes = 1,

    /// <summary>HeldBody: changes that wait for somebody.</summary>
    Held = 2,

    /// <summary>DeskBody: acts on failed pushes.</summary>
    Desk = 3,

    /// <summary>SourceBody: leases, passes, ownership, generations, runs without changes.</summary>
    Source = 4,

    /// <summary>Who may read what.</summary>
    Grant = 5,

    /// <summary>The state at a floor.</summary>
    Checkpoint = 6,

    /// <summary>What was erased.</summary>
    Erase = 7,
}
