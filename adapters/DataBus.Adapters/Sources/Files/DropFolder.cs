using System.Globalization;
using System.Text;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Returns;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The folder that a bureau drops files into, with what became of them: reading, done, failed.</summary>
internal sealed class DropFolder(string path, FileInput input, bool once, TimeProvider time)
{
    private static readonly char[] _digits = [.. "0123456789"];

    private readonly string _reading = Path.Combine(path, "reading");
    private readonly string _done = Path.Combine(path, "done");
    private readonly string _failed = Path.Combine(path, "failed");
    private readonly string _returned = Path.Combine(path, "returned");
    private readonly HashSet<string> _strangers = [];
    private readonly ReturnedWorkbook _returns = new();

    /// <summary>Lists what waits: what is being read, and what lies in the folder. Names that nothing reads are told once.</summary>
    /// <param name="stranger">Told of a name that no pattern matches.</param>
    public IReadOnlyList<WaitingFile> List(Action<string> stranger)
    {
        foreach (var folder in new[] { path, _reading, _done, _failed })
            Directory.CreateDirectory(folder);
        var files = Directory.GetFiles(_reading).Select(file => Describe(file, isTaken: true))
            .Concat(Directory.GetFiles(path).Select(file => Describe(file, isTaken: false)));
        var waiting = new List<WaitingFile>();
        foreach (var (name, file) in files)
        {
            if (file is not null)
                waiting.Add(file);
            else if (!IsUnfinished(name) && !IsManifest(name) && _strangers.Add(name))
                stranger(name);
        }
        return waiting;
    }

    /// <summary>Takes a file for reading: what lies in the folder later under its name is another one.</summary>
    public WaitingFile Take(WaitingFile file)
    {
        if (file.IsTaken)
            return file;
        var taken = Free(_reading, file.Name);
        if (ManifestOf(file.Path) is { } manifest && File.Exists(manifest))
            File.Move(manifest, ManifestOf(taken)!, overwrite: true);
        File.Move(file.Path, taken);
        return file with { Path = taken, Name = Path.GetFileName(taken), IsTaken = true };
    }

    /// <summary>Puts a file back to where it was dropped; false: another one of its name lies there by now.</summary>
    public bool GiveBack(WaitingFile file)
    {
        var target = Path.Combine(path, file.Name);
        if (File.Exists(target))
            return false;
        if (ManifestOf(file.Path) is { } manifest && File.Exists(manifest))
            File.Move(manifest, ManifestOf(target)!, overwrite: true);
        File.Move(file.Path, target);
        // Written again if it fails again.
        File.Delete(ReportOf(file.Path));
        return true;
    }

    /// <summary>The files in <c>done</c> under the names that they were dropped with, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Done() => Described(_done);

    /// <summary>The files in <c>failed</c> under the names that they were dropped with, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Failed() => Described(_failed);

    /// <summary>All files that were read, to their end or not, under the names that they were dropped with, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Kept() => InOrder(Done().Concat(Failed()));

    /// <summary>Files in the order in which they are read, oldest first.</summary>
    public static IReadOnlyList<WaitingFile> InOrder(IEnumerable<WaitingFile> files) =>
        [.. files.OrderBy(file => file.AsOfTime ?? File.GetLastWriteTimeUtc(file.Path)).ThenBy(file => file.Name, StringComparer.Ordinal)];

    private IReadOnlyList<WaitingFile> Described(string folder) => Directory.Exists(folder)
        ? InOrder(Directory.GetFiles(folder).Select(file => Describe(file, isTaken: false).File).OfType<WaitingFile>())
        : [];

    /// <summary>Moves a file away by the way its pass ended.</summary>
    /// <param name="file">The file.</param>
    /// <param name="state">How its pass ended.</param>
    /// <param name="writeReturned">Writes the copy that goes back to who filled it, at the path that it is given; null: none goes back.</param>
    public void MoveAway(WaitingFile file, FileState state, Action<string>? writeReturned = null)
    {
        var read = state.End is PassEnd.Whole or PassEnd.AlreadyRead;
        var target = Free(read ? _done : _failed, read && file.Pattern.IsReturned ? ReturnedAsOf.NameOf(file) : file.Name);
        if (!read)
            File.WriteAllText(ReportOf(target), Report(file, state));
        if (writeReturned is not null)
        {
            Directory.CreateDirectory(_returned);
            // Written again after a crash: it has the name that the file has after the move.
            writeReturned(Path.Combine(_returned, Path.GetFileName(target)));
        }
        if (ManifestOf(file.Path) is { } manifest && File.Exists(manifest))
            File.Move(manifest, ManifestOf(target)!, overwrite: true);
        File.Move(file.Path, target);
    }

    private (string Name, WaitingFile? File) Describe(string file, bool isTaken)
    {
        var name = Path.GetFileName(file);
        var pattern = PatternOf(name, file);
        // Where its name was taken already it got a number before it.
        if (pattern is null && Path.GetDirectoryName(file) is { } at && (at == _done || at == _failed) && name.TrimStart(_digits) is ['.', .. var dropped])
            (name, pattern) = (dropped, PatternOf(dropped, file));
        if (pattern is null)
            return (name, null);
        var manifestPath = ManifestOf(file);
        var manifest = manifestPath is not null && File.Exists(manifestPath) ? Manifest.Read(manifestPath) : null;
        return (name, new WaitingFile
        {
            Path = file,
            Name = name,
            Pattern = pattern,
            AsOf = (pattern.IsReturned ? ReturnedAsOf.OfName(name) : pattern.AsOf(name) ?? manifest?.AsOf) ?? "",
            Manifest = manifest,
            IsReady = isTaken || IsReady(file, manifest, pattern),
            IsTaken = isTaken,
        });
    }

    // What comes back corrected has any name.
    private FilePattern? PatternOf(string name, string file) => IsUnfinished(name) ? null
        : _returns.Is(file) ? FilePattern.Returned
        : input.Files.FirstOrDefault(pattern => pattern.Name.IsMatch(name));

    private bool IsReady(string file, Manifest? manifest, FilePattern pattern)
    {
        var age = time.GetUtcNow() - File.GetLastWriteTimeUtc(file);
        return age >= input.Settle && (input.Manifest is null || pattern.IsReturned || manifest is not null || once || age >= input.ManifestWait);
    }

    private string? ManifestOf(string file) => input.Manifest is null
        ? null
        : Path.Combine(Path.GetDirectoryName(file)!, input.Manifest.Replace("{name}", Path.GetFileName(file), StringComparison.Ordinal));

    private bool IsManifest(string name)
    {
        if (input.Manifest?.Split("{name}", 2) is not [var before, var after])
            return false;
        return name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(after, StringComparison.Ordinal);
    }

    private static bool IsUnfinished(string name) =>
        // A workbook that is open in a spreadsheet program has a companion of this name.
        name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith('.') || name.EndsWith(".part", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal);

    private static string Free(string folder, string name)
    {
        var free = Path.Combine(folder, name);
        for (var i = 2; File.Exists(free); i++)
            free = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.{name}"));
        return free;
    }

    private static string ReportOf(string file) => $"{file}.report.txt";

    private static string Report(WaitingFile file, FileState state) => new StringBuilder()
        .AppendLine(CultureInfo.InvariantCulture, $"文件 / file: {file.Name}")
        .AppendLine(CultureInfo.InvariantCulture, $"截至 / as of: {file.AsOf}")
        .AppendLine(CultureInfo.InvariantCulture, $"SHA-256: {state.File.Sha256}")
        .AppendLine(CultureInfo.InvariantCulture, $"结果 / result: {(state.End == PassEnd.SetAside ? "搁置, 未读取 / set aside, not read" : "无法读取 / cannot be read")}")
        .AppendLine(CultureInfo.InvariantCulture, $"原因 / cause: {state.Reason}")
        .ToString();
}
