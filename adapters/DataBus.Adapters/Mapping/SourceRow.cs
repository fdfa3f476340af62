namespace DataBus.Adapters.Mapping;

/// <summary>One row as its source gave it: a line of a file, a row of a query, an item of an API.</summary>
public abstract class SourceRow
{
    /// <summary>Place of the row in its source, from 1; 0 if it has none.</summary>
    public ulong Number { get; init; }

    /// <summary>Feed that it came from; empty if the source has but one.</summary>
    public string Feed { get; init; } = "";

    /// <summary>A column's text, trimmed; null if it is empty or missing. Of a list, its items joined by <c>;</c>.</summary>
    /// <param name="column">Name of the column; of JSON, a path such as <c>licensor.name</c>.</param>
    public abstract string? this[string column] { get; }

    /// <summary>A column's texts, trimmed, without the empty ones: a list of an API as it is, any other value as one text.</summary>
    /// <param name="column">Name of the column.</param>
    public virtual IReadOnlyList<string> List(string column) => this[column] is { } text ? [text] : [];

    /// <summary>A column exactly as the source gave it, for the desk; null if it is missing.</summary>
    /// <param name="column">Name of the column.</param>
    public abstract string? Untouched(string column);

    /// <summary>Says to a conversion why the value of a column cannot be taken as it is, where the source itself shows it.</summary>
    internal virtual void Judge(string column, Conversion conversion)
    {
    }

    /// <summary>Trims white space, also U+3000 and byte order marks; null if nothing is left.</summary>
    protected static string? Trim(string? text)
    {
        var trimmed = text?.Trim().Trim('\uFEFF').Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed;
    }
}
