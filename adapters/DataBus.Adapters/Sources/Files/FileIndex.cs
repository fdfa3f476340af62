using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>What is known of a file after its first reading, before anything of it is pushed.</summary>
internal sealed class FileIndex
{
    private readonly Ambiguity _ambiguity = new();

    private FileIndex()
    {
    }

    /// <summary>Rows of the file.</summary>
    public ulong Rows { get; private set; }

    /// <summary>Reads a file for the first time.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    /// <exception cref="SourceDriftException">Its columns are not those of the declaration any more.</exception>
    public static FileIndex Of(IFileTable table, FilePattern pattern, CancellationToken cancellationToken)
    {
        var index = new FileIndex();
        var forms = new ColumnForms();
        foreach (var (number, item) in table.Rows(forms))
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Rows = number;
            if (item is not null)
                index.Add(item, pattern.RowsInOrder);
        }
        forms.Demand();
        return index;
    }

    /// <summary>Tells whether the file has another content for the address (or event) of a row.</summary>
    public bool IsAmbiguous(MappedItem item) => _ambiguity.Has(item);

    private void Add(MappedItem item, bool inOrder)
    {
        if (!inOrder)
            _ambiguity.Add(item);
    }
}
