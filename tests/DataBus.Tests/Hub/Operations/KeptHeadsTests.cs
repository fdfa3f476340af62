using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.Tests.Hub.Log;

namespace DataBus.Tests.Hub.Operations;

/// <summary>The hub's own administrator rewrites the log, and everything in the data directory agrees with it again.</summary>
public sealed class KeptHeadsTests : IDisposable
{
    private const ulong Altered = 3;

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Problem_LogRewrittenAndChainedAnew_IsFoundByKeptHeadsAlone()
    {
        DataBus.V1.ChainHead before, after;
        using (var open = _folder.Open())
        {
            before = open.Log.Tail.ToHead();
            open.Append(1, 2, 3);
            open.Append(4);
            after = open.Log.Tail.ToHead();
            Assert.Null(KeptHeads.Problem([after, before], open.Log));
            Rewrite(open);
        }

        using var again = _folder.Open();
        var verified = LogVerifier.Verify(again.Store, again.Log, 0, TestContext.Current.CancellationToken).Last();
        Assert.True(verified.Sound, verified.Problem);
        Assert.Null(KeptHeads.Problem([before], again.Log));
        Assert.Contains($"修订号 {after.Revision}", KeptHeads.Problem([before, after], again.Log)!, StringComparison.Ordinal);
    }

    // One record has another body from now on, and all from there on another chain; the note outside the database says so, too.
    private static void Rewrite(OpenLog open)
    {
        var salt = new byte[LogRecordCodec.SaltSize];
        var chain = HashChain.Start.ToArray();
        var key = new byte[LogRecordCodec.KeySize];
        foreach (var record in open.Log.Read(0, int.MaxValue))
        {
            var isAltered = record.FirstRevision <= Altered && Altered <= record.LastRevision;
            if (record.LastRevision < Altered)
            {
                chain = record.Chain.ToArray();
                continue;
            }
            var body = isAltered ? LogFolder.Record(record.FirstRevision, record.Count, 77).Body : record.Body;
            var value = new byte[LogRecordCodec.HeaderSize + body.Length];
            LogRecordCodec.Write(record with { Body = body }, salt, chain, value);
            LogRecordCodec.WriteKey(record.FirstRevision, key);
            open.Store.Database.Put(key, value, open.Store.Log);
            chain = value[..HashChain.Size];
        }
        var (epoch, head, directory) = (open.Log.Epoch, open.Log.Head, open.Store.Directory);
        open.Dispose();
        new HeadNote(epoch, head, Convert.ToHexStringLower(chain)).Write(directory);
    }
}
