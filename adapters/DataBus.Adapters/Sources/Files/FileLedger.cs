using System.Globalization;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The hub's ledger of a source's files.</summary>
internal sealed class FileLedger(IReadOnlyList<FileState> files)
{
    /// <summary>The newest closed entry of a file; null if it has none.</summary>
    public FileState? Closed(FileFacts file) => Entries(file).LastOrDefault(entry => entry.End != PassEnd.Unspecified);

    /// <summary>
    /// The entry of a file that was read already; null if it was not. Without an as-of an old content may come again: only
    /// the newest file's counts.
    /// </summary>
    public FileState? Read(FileFacts file)
    {
        if (file.AsOf.Length > 0)
            return Entries(file).LastOrDefault(entry => entry.End == PassEnd.Whole);
        var newest = files.LastOrDefault(entry => entry.End == PassEnd.Whole);
        return newest?.File.Sha256 == file.Sha256 ? newest : null;
    }

    /// <summary>An id for a new pass over a file.</summary>
    public string NewPassId(FileFacts file)
    {
        var id = $"file:{file.Sha256[..16]}:{file.AsOf}";
        var before = Entries(file).Count(entry => entry.End != PassEnd.Unspecified);
        return before == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}:{before + 1}");
    }

    private IEnumerable<FileState> Entries(FileFacts file) =>
        files.Where(entry => entry.File.Sha256 == file.Sha256 && entry.File.AsOf == file.AsOf);
}
