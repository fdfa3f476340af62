using DataBus.Hub;
using DataBus.Hub.Operations;
using DataBus.V1;

namespace DataBus.Faults;

/// <summary>One flipped byte, and what the check of the log said.</summary>
/// <param name="File">The file, from the data directory on.</param>
/// <param name="Offset">The byte.</param>
/// <param name="Problem">What the check named; empty if nothing.</param>
/// <param name="Harmless">The log reads as before, to its last chain value: RocksDB skips some kinds of entries in its list of files.</param>
internal sealed record FlipReport(string File, long Offset, string Problem, bool Harmless)
{
    /// <summary>Something is not as it was, and nothing was said.</summary>
    public bool Missed => Problem.Length == 0 && !Harmless;
}

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
        var sound = Check(data, cancellationToken);
        for (var i = 0; i < flips; i++)
            yield return FlipOne(files, sound, cancellationToken);
    }

    private FlipReport FlipOne(List<string> files, VerifyResponse sound, CancellationToken cancellationToken)
    {
        var file = files[_random.Next(files.Count)];
        var name = Path.GetRelativePath(data, file);
        var offset = _random.NextInt64(new FileInfo(file).Length);
        var copy = Path.Combine(work, "flipped");
        CopyDirectory(data, copy);
        try
        {
            Flip(Path.Combine(copy, name), offset);
            var found = Check(copy, cancellationToken);
            return new FlipReport(name, offset, found.Problem, found.Sound && found.Revision == sound.Revision && found.Chain.Equals(sound.Chain));
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

    private static VerifyResponse Check(string directory, CancellationToken cancellationToken)
    {
        try
        {
            return LogVerifier.VerifyDirectory(directory, cancellationToken).Last();
        }
        catch (HubException e)
        {
            return new VerifyResponse { Done = true, Problem = e.Message };
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
