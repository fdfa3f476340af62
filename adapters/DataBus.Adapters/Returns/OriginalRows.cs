using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;

namespace DataBus.Adapters.Returns;

/// <summary>
/// The rows of a return workbook as they stood in the bureau's own files: columns that never left the bureau are taken from there, so that
/// nobody has to fill in again what the bus was never told.
/// </summary>
internal sealed class OriginalRows
{
    private readonly Dictionary<(string Pass, ulong Row), FileRow> _rows = [];

    private OriginalRows()
    {
    }

    /// <summary>Reads rows from the files that are still kept.</summary>
    /// <param name="wanted">The passes and rows that they came in.</param>
    /// <param name="folder">Where files are kept.</param>
    /// <param name="input">How files are read.</param>
    /// <exception cref="UnreadableFileException">A kept file cannot be read any more.</exception>
    public static async Task<OriginalRows> LoadAsync(
        IReadOnlyCollection<(string Pass, ulong Row)> wanted, DropFolder folder, FileInput input, CancellationToken cancellationToken)
    {
        var rows = new OriginalRows();
        var kept = wanted.Count == 0 ? [] : folder.Kept();
        foreach (var pass in wanted.GroupBy(place => place.Pass, place => place.Row))
        {
            foreach (var file in kept.Where(file => file.Pattern is { IsReturned: false, Template: null } && pass.Key.Contains($":{file.AsOf}", StringComparison.Ordinal)))
            {
                var sha256 = await FileBytes.Sha256Async(file.Path, cancellationToken);
                if (!FileLedger.IsPassOf(pass.Key, file.Facts(sha256)))
                    continue;
                rows.Add(pass.Key, [.. pass], FileRecords.Open(file.Path, input), input);
                break;
            }
        }
        return rows;
    }

    /// <summary>A row; null if its file is not kept any more.</summary>
    public FileRow? Find(string pass, ulong row) => _rows.GetValueOrDefault((pass, row));

    private void Add(string pass, HashSet<ulong> wanted, FileRecords records, FileInput input)
    {
        Dictionary<string, int> places = [];
        foreach (var (number, line) in FileTable.Numbered(records, input))
        {
            if (number == 0)
                places = FileHeader.NamesOf(line).Index().Where(name => name.Item.Length > 0).DistinctBy(name => name.Item).ToDictionary(name => name.Item, name => name.Index);
            else if (wanted.Contains(number) && places.Values.All(place => place < line.Fields.Length))
                _rows[(pass, number)] = new FileRow(places, line) { Number = number };
        }
    }
}
