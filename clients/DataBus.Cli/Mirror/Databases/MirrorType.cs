namespace DataBus.Cli.Mirror.Databases;

/// <summary>What a column of a mirror holds; each database has its own name for it.</summary>
internal enum MirrorType
{
    /// <summary>A text of bounded length that may be part of a key; compared byte by byte.</summary>
    Name,

    /// <summary>A text of any length; decimals and days too, exactly as the contract has them.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number that the database counts up by itself: the table's only key.</summary>
    Counted,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An instant.</summary>
    Time,

    /// <summary>Repeated fields, and messages that have no columns of their own.</summary>
    Json,

    /// <summary>Bytes.</summary>
    Bytes,
}
