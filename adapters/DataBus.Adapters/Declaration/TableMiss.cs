namespace DataBus.Adapters.Declaration;

/// <summary>What becomes of a text that a code table does not have.</summary>
internal enum TableMiss
{
    /// <summary>It holds the row.</summary>
    Error,

    /// <summary>It stays as it is; the hub's rules judge.</summary>
    Keep,

    /// <summary>The field stays empty, with a warning.</summary>
    Empty,
}
