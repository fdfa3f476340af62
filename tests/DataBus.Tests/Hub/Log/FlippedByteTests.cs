using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;

namespace DataBus.Tests.Hub.Log;

/// <summary>
/// A byte changed anywhere in a closed directory is harmless (all records are there, unchanged) or is said, when opening or by a check.
/// </summary>
public sealed class FlippedByteTests
{
    private const int Flips = 250;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Nearly every byte of these files carries something: were most flips harmless, the test would look at the wrong file.
    [Theory]
    [InlineData("*.log", false, 20261124, 9)]
    [InlineData("*.sst", true, 20261125, 5)]
    [InlineData("MANIFEST-*", true, 20261126, 5)]
    public void Open_ByteFlippedAnywhere_IsHarmlessOrSaid(string files, bool flush, int seed, int saidInTen)
    {
        using var folder = new LogFolder(inMemory: true);
        var records = Fill(folder, flush);

        var said = Flip(folder, records, files, seed);

        Assert.True(said >= Flips * saidInTen / 10, $"{said} of {Flips} were said");
    }

    // Records of many sizes, raw rows, and rows of a view between them, which share the write-ahead log.
    private static List<string> Fill(LogFolder folder, bool flush)
    {
        var random = new Random(7);
        using var open = folder.Open();
        for (uint i = 0; i < 60; i++)
        {
            var record = LogFolder.Record(open.Log.Head + 1, (uint)random.Next(1, 20), random.Next(200));
            open.Log.Append(new LogGroup(open.Log.Head, [record], [new RawRow(record.FirstRevision, new byte[random.Next(300)])]));
            open.Store.Database.Put(BitConverter.GetBytes(i), new byte[50], open.Store.Slots);
        }
        if (flush)
        {
            foreach (var family in new[] { open.Store.Log, open.Store.Raw, open.Store.Slots })
                LogFolder.Flush(open.Store, family);
        }
        return open.Records();
    }

    private static int Flip(LogFolder folder, List<string> records, string files, int seed)
    {
        var random = new Random(seed);
        var targets = Directory.EnumerateFiles(folder.DataFiles, files).Where(file => new FileInfo(file).Length > 0).Order().ToList();
        var said = 0;
        for (var i = 0; i < Flips; i++)
        {
            var target = Path.GetFileName(targets[random.Next(targets.Count)]);
            using var damaged = folder.Copy();
            var path = Path.Combine(damaged.DataFiles, target);
            var at = random.NextInt64(new FileInfo(path).Length);
            LogFolder.FlipByte(path, at, random.Next(8));
            var problem = Problem(damaged, records);
            if (problem.Length > 0)
                said++;
            Assert.True(problem != "unsaid", $"seed {seed}, flip {i}: byte {at} of {target} changed records and nobody said so");
        }
        return said;
    }

    // What is said: empty if nothing had to be, "unsaid" if something had to.
    private static string Problem(LogFolder folder, List<string> records)
    {
        try
        {
            using var open = folder.Open();
            var result = LogVerifier.Verify(open.Store, open.Log, 0, Token).Last();
            if (!result.Sound)
                return result.Problem;
            return open.Records().SequenceEqual(records) ? "" : "unsaid";
        }
        catch (HubException e)
        {
            return e.Refusal.En;
        }
    }
}
