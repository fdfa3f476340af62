using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Files;

/// <summary>A file as mapped rows: reading it twice gives the same.</summary>
internal interface IFileTable
{
    /// <summary>The facet kinds that a full file shows whole; null: all.</summary>
    IReadOnlySet<string>? Covered { get; }

    /// <summary>Rows that the trailer told; null if there was none. Known after a whole reading.</summary>
    ulong? Announced { get; }

    /// <summary>True: rows stand after the trailer. Known after a whole reading.</summary>
    bool HasRowsAfterTrailer { get; }

    /// <summary>Reads the rows, from 1: what is pushed of each, null if it is out of scope.</summary>
    /// <param name="forms">Takes the forms of the first rows' columns; null: nobody asks.</param>
    /// <exception cref="UnreadableFileException">The file cannot be read at all.</exception>
    IEnumerable<(ulong Number, MappedItem? Item)> Rows(ColumnForms? forms = null);
}
