using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>What is known of a file after its first reading, before anything of it is pushed.</summary>
internal sealed class FileIndex
{
    private const ulong FewRows = 20;

    private readonly Ambiguity _ambiguity = new();
    private readonly Dictionary<(string Rule, string Field), ulong> _failures = [];
    private ulong _inScope;

    private FileIndex()
    {
    }

    /// <summary>Rows of the file.</summary>
    public ulong Rows { get; private set; }

    /// <summary>Reads a file for the first time.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static FileIndex Of(FileTable table, FilePattern pattern, CancellationToken cancellationToken)
    {
        var index = new FileIndex();
        foreach (var (number, item) in table.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Rows = number;
            if (item is not null)
                index.Add(item, pattern.RowsInOrder);
        }
        index.DemandForm();
        return index;
    }

    /// <summary>Tells whether the file has another content for the address (or event) of a row.</summary>
    public bool IsAmbiguous(MappedItem item) => _ambiguity.Has(item);

    private void Add(MappedItem item, bool inOrder)
    {
        _inScope++;
        foreach (var violation in item.Item.Violations.Where(v => v.Severity == Severity.Error && v.Rule.StartsWith("kit.", StringComparison.Ordinal)))
            _failures[(violation.Rule, violation.Field)] = _failures.GetValueOrDefault((violation.Rule, violation.Field)) + 1;
        if (!inOrder)
            _ambiguity.Add(item);
    }

    /// <summary>A column whose values all changed their form is drift: nobody is helped by a thousand held rows.</summary>
    private void DemandForm()
    {
        if (_inScope < FewRows)
            return;
        foreach (var ((rule, field), _) in _failures.Where(f => f.Value == _inScope))
        {
            throw new UnreadableFileException(
                0, $"全部 {_inScope} 行的 {field} 都不符合 {rule}: 列的写法变了", $"{field} breaks {rule} in all {_inScope} rows: the column changed its form");
        }
    }
}
