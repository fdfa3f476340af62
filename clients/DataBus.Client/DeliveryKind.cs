namespace DataBus.Client;

/// <summary>What a delivery says besides the changes in it.</summary>
public enum DeliveryKind
{
    /// <summary>Changes only.</summary>
    Changes,

    /// <summary>A snapshot begins.</summary>
    SnapshotBegin,

    /// <summary>The snapshot has ended; the tail follows.</summary>
    SnapshotEnd,

    /// <summary>There is nothing more at this moment: the last revision is the head.</summary>
    CaughtUp,

    /// <summary>The reader is behind the head again.</summary>
    FellBehind,

    /// <summary>The stream lives; also for what this version of the library does not know.</summary>
    Progress,

    /// <summary>Something that people should know.</summary>
    Notice,

    /// <summary>The bookmark cannot be resumed: throw away what was kept and begin with a snapshot.</summary>
    Resync,
}
