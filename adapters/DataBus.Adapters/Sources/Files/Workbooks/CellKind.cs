namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>What a cell is, as far as it matters for taking its text.</summary>
internal enum CellKind : byte
{
    /// <summary>A text, or nothing.</summary>
    Text,

    /// <summary>A number without a date format, whose digits are all known.</summary>
    Number,

    /// <summary>A number of which digits may be lost: 15 and more, or in scientific notation.</summary>
    DestroyedNumber,

    /// <summary>A formula.</summary>
    Formula,

    /// <summary>Part of merged cells.</summary>
    Merged,

    /// <summary>An error such as <c>#N/A</c>.</summary>
    Error,

    /// <summary>A number with a date format that is no day.</summary>
    NoDate,
}
