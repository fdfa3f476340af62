using System.Globalization;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The hub's ledger of a source's files.</summary>
internal sealed class FileLedger(IReadOnlyList<FileState> files)
{
    /// <summary>Begins the id of every pass over a file.</summary>
    public const string PassPrefix = "file:";

    /// <summary>Tells whether one file of this name and as-of ended so, and no other: which one needs none of its bytes then.</summary>
    public bool Has(string name, string asOf, PassEnd[] ends) =>
        files.Where(entry => entry.File.AsOf == asOf && IsNamed(entry.File.Name, name)).DistinctBy(static entry => entry.File.Sha256).ToList() is [var only]
        && Has(only.File, ends);

    /// <summary>Tells whether a file ever ended so.</summary>
    public bool Has(FileFacts file, PassEnd[] ends) => Entries(file).Any(entry => ends.Contains(entry.End));

    /// <summary>The newest entry of these bytes, whatever they are as of; null if they were never offered.</summary>
    public FileState? OfBytes(string sha256) => files.LastOrDefault(entry => entry.File.Sha256 == sha256);

    /// <summary>The as-of texts of all files that were read.</summary>
    public IEnumerable<string> AsOfsRead => files.Where(entry => entry.End is PassEnd.Whole).Select(entry => entry.File.AsOf);

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
        var id = PassId(file);
        var before = Entries(file).Count(entry => entry.End != PassEnd.Unspecified);
        return before == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}:{before + 1}");
    }

    /// <summary>Tells whether a pass read this file.</summary>
    public static bool IsPassOf(string pass, FileFacts file)
    {
        var id = PassId(file);
        return pass == id || (pass.StartsWith($"{id}:", StringComparison.Ordinal) && pass.AsSpan(id.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static string PassId(FileFacts file) => $"{PassPrefix}{file.Sha256[..16]}:{file.AsOf}";

    // Where a name was taken already it got a number before it.
    private static bool IsNamed(string kept, string name) => kept == name
        || (kept.EndsWith($".{name}", StringComparison.Ordinal) && kept.AsSpan(0, kept.Length - name.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0);

    private IEnumerable<FileState> Entries(FileFacts file) =>
        files.Where(entry => entry.File.Sha256 == file.Sha256 && entry.File.AsOf == file.AsOf);
}
