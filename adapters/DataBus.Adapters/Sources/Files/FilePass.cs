using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One reading of a sound file, from the row where the hub stands.</summary>
internal sealed class FilePass(WaitingFile file, Pass pass, IFileTable table, FileIndex index, LiveAddresses? live, bool expectsProof)
{
    private readonly (long Length, DateTime Written) _before = Stamp(file.Path);

    private bool IsFull => file.Pattern.Mode == PassMode.Full;

    /// <summary>Reads the rows after a position; the last step closes the pass.</summary>
    /// <exception cref="SourceUnavailableException">The file changed while it was read.</exception>
    public IEnumerable<SourceStep> Steps(FilePosition position)
    {
        SourceStep? last = null;
        foreach (var (number, item) in SoundRows())
        {
            var ambiguous = item is not null && index.IsAmbiguous(item);
            if (item is not null)
                live?.Meet(item);
            if (number <= position.Row)
                continue;
            if (last is not null)
                yield return last;
            last = Step(position.After(number), item, ambiguous);
        }
        if (Stamp(file.Path) != _before)
            throw Changed();
        yield return (last ?? new SourceStep(position.After(index.Rows)) { Pass = pass }) with { Close = Close() };
    }

    private SourceStep Step(string after, MappedItem? item, bool ambiguous)
    {
        var step = new SourceStep(after) { Pass = pass };
        if (item is null)
            return step with { OutOfScope = 1 };
        if (!ambiguous && live?.IsLive(item) == true)
            return step with { Unchanged = 1 };
        if (ambiguous)
            item.Item.Violations.Add(Ambiguity.Violation());
        return step with { Item = item.Item };
    }

    private PassClose Close()
    {
        if (!IsFull)
            return new PassClose { End = PassEnd.Whole, RowsRead = index.Rows, Reason = Shortfall() };
        return FullClose.Of(index.Rows, table.Announced ?? file.Manifest?.Rows, live!, table.Covered, Oddity());
    }

    private string? Oddity() => file.Manifest?.Wrong is { } wrong ? $"清单文件读不了, 不作删除: {wrong} / the manifest cannot be read, nothing is deleted: {wrong}"
        : table.Announced == ulong.MaxValue ? "结尾行没有行数, 不作删除 / the trailer tells no count, nothing is deleted"
        : table.HasRowsAfterTrailer ? "结尾行之后还有数据, 不作删除 / rows stand after the trailer, nothing is deleted"
        : expectsProof && table.Announced is null && file.Manifest is null
            ? "没有结尾行或清单, 不知是否完整, 不作删除 / neither trailer nor manifest proves the file complete, nothing is deleted"
        : null;

    private string Shortfall() => (table.Announced ?? file.Manifest?.Rows) is { } announced && announced != index.Rows
        ? $"应有 {announced} 行, 实有 {index.Rows} 行 / {announced} rows announced, {index.Rows} read"
        : "";

    private IEnumerable<(ulong Number, MappedItem? Item)> SoundRows()
    {
        using var rows = table.Rows().GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                    yield break;
            }
            catch (UnreadableFileException)
            {
                // The first reading found it sound.
                throw Changed();
            }
            yield return rows.Current;
        }
    }

    private SourceUnavailableException Changed() => new($"{file.Name} changed while it was read; it is read again.");

    private static (long Length, DateTime Written) Stamp(string path)
    {
        var info = new FileInfo(path);
        return (info.Length, info.LastWriteTimeUtc);
    }
}
