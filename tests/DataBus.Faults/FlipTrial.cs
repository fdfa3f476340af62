using DataBus.Hub;
using DataBus.Hub.Operations;

namespace DataBus.Faults;

/// <summary>One flipped byte, and what the check of the log said.</summary>
internal sealed record FlipReport(string File, long Offset, bool Found, string Problem);

/// <summary>Flips single bytes in copies of a data directory that no hub has open: the check finds each that is in the log's files, and names
/// the revision or the file.</summary>
internal sealed class FlipTrial(string data, int flips, int seed, string work)
{
    private readonly Random _random = new(seed);

    public IEnumerable<FlipReport> Run(CancellationToken cancellationToken)
    {
        // What RocksDB reads back: tables, the write-ahead log, and the list of both.
        var files = Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".sst" or ".log" || Path.GetFileName(file).StartsWith("MANIFEST", StringComparison.Ordinal))
            .Where(file => new FileInfo(file).Length > 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < flips; i++)
            yield return FlipOne(files, cancellationToken);
    }

    private FlipReport FlipOne(List<string> files, CancellationToken cancellationToken)
    {
        var file = files[_random.Next(files.Count)];
        var name = Path.GetRelativePath(data, file);
        var offset = _random.NextInt64(new FileInfo(file).Length);
        var copy = Path.Combine(work, "flipped");
        CopyDirectory(data, copy);
        try
        {
            Flip(Path.Combine(copy, name), offset);
            var problem = Check(copy, cancellationToken);
            return new FlipReport(name, offset, problem.Length > 0, problem);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private void Flip(string file, long offset)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = offset;
        var before = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(before ^ (1 << _random.Next(8))));
    }

    private static string Check(string directory, CancellationToken cancellationToken)
    {
        try
        {
            var last = LogVerifier.VerifyDirectory(directory, cancellationToken).Last();
            return last.Sound ? "" : last.Problem;
        }
        catch (HubException e)
        {
            return e.Message;
        }
    }

    private static void CopyDirectory(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
