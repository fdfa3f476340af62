using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;

namespace DataBus.Tests.Hub.Operations.Retention;

public sealed class TrimmedLogTests : IDisposable
{
    private readonly TrimmedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Trim_SupersededContents_AreGoneAndTheNewestStay()
    {
        Fill();

        _log.Trim(7);

        Assert.Null(ContentReader.Read(_log.Log, 2));
        Assert.Equal("c", ContentReader.Read(_log.Log, 3)!.Change.Key.Value);
        Assert.Equal("第二", ContentReader.Read(_log.Log, 4)!.Change.Registration.Name);
        // Above the floor, and so superseded there only.
        Assert.Equal("第二", ContentReader.Read(_log.Log, 5)!.Change.Registration.Name);
        Assert.True(_log.Log.Find(2)!.IsSparse);
        Assert.False(_log.Log.Find(4)!.IsSparse);
    }

    [Fact]
    public void Verify_TrimmedLog_SaysByWhichEntryAndTheChainIsThatOfBefore()
    {
        Fill();
        var chain = _log.Log.Find(7)!.Chain.ToArray();

        _log.Trim(7);

        var result = _log.Verify();
        Assert.True(result is { Sound: true, TrimmedBy: 8, TrimmedRecords: 1, Head: 9 }, result.ToString());
        Assert.Equal(chain, _log.Log.Find(7)!.Chain.ToArray());
    }

    [Fact]
    public void Verify_AnyBitOfASparseRecordChanged_IsFound()
    {
        Fill();
        _log.Trim(7);
        var sound = _log.Log.Find(2)!;

        for (var i = 0; i < sound.Stored.Length * 8; i += 3)
        {
            var value = sound.Stored.ToArray();
            value[i / 8] ^= (byte)(1 << (i % 8));
            _log.Put(sound with { Stored = value });
            Assert.False(_log.Verify().Sound, $"bit {i}");
        }
        _log.Put(sound);
        Assert.True(_log.Verify().Sound);
    }

    // Somebody with access to the files takes more away than the trim did, checksums and all.
    [Fact]
    public void Verify_MoreDroppedThanTheTrimDid_NamesTheTrim()
    {
        Fill();
        _log.Trim(7);

        _log.Put(LogRecordCodec.Rewrite(_log.Log.Find(2)!, ReadOnlyMemory<byte>.Empty, new byte[LogRecordCodec.SaltSize]));

        Assert.Contains("trim by entry 8", _log.Verify().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_SparseRecordAboveTheFloor_NamesItsRevision()
    {
        Fill();
        _log.Trim(4);

        _log.Put(LogRecordCodec.Rewrite(_log.Log.Find(4)!, ReadOnlyMemory<byte>.Empty, new byte[LogRecordCodec.SaltSize]));

        Assert.Contains("revision 4: it was rewritten, and no trim or erasure says so", _log.Verify().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_TheTrimsEntryChanged_NamesItsRevision()
    {
        Fill();
        _log.Trim(7);
        var value = _log.Log.Find(8)!.Stored.ToArray();
        value[^3] ^= 1;

        _log.Put(_log.Log.Find(8)! with { Stored = value });

        Assert.False(_log.Verify().Sound);
        _log.Open.Store.Database.Remove([0, 0, 0, 0, 0, 0, 0, 8], _log.Open.Store.Log);
        Assert.Contains("revision 8", _log.Verify().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_FromTheMiddleOfWhatIsTrimmed_IsSound()
    {
        Fill();
        _log.Trim(7);

        foreach (var from in new ulong[] { 2, 3, 4, 7, 9 })
            Assert.True(LogVerifier.Verify(_log.Open.Store, _log.Log, from, TestContext.Current.CancellationToken).Last().Sound, $"from {from}");
    }

    [Fact]
    public void Open_TrimBegunAndNotFinished_KnowsHowFarItIs()
    {
        Fill();
        var begun = _log.Begin(7);
        Assert.Equal(7ul, _log.Log.Floor);

        _log.Reopen();
        Assert.Equal(new LogTrim(8, 7, 1, 0, 1, false), _log.Log.Trim);
        Assert.True(_log.Verify().Sound);
        _log.Rewrite(begun);
        _log.Reopen();
        Assert.Equal(new LogTrim(8, 7, 1, 6, 1, false), _log.Log.Trim);
        Assert.True(_log.Verify().Sound);
        _log.Finish();
        _log.Reopen();

        Assert.Equal(new LogTrim(8, 7, 1, 6, 1, true), _log.Log.Trim);
        Assert.True(_log.Verify() is { Sound: true, TrimmedRecords: 1 }, _log.Verify().Problem);
    }

    [Fact]
    public void Trim_Again_DropsWhatIsSupersededBySince()
    {
        Fill();
        _log.Trim(7);

        _log.Trim(10);

        Assert.Null(ContentReader.Read(_log.Log, 5));
        Assert.Equal("第三", ContentReader.Read(_log.Log, 7)!.Change.Registration.Name);
        Assert.True(_log.Verify() is { Sound: true, TrimmedBy: 10, TrimmedRecords: 2 }, _log.Verify().Problem);
    }

    [Fact]
    public void GiveBack_AfterATrim_TheFilesAreSmaller()
    {
        for (var i = 0; i < 200; i++)
            _log.Push(new string('名', 10_000), "a", "b");
        _log.Reopen();
        var before = Bytes();

        _log.Trim(_log.Log.Head - 1);
        _log.Log.GiveBack(0, _log.Log.Floor);

        Assert.True(Bytes() < before / 10, $"{before} bytes before, {Bytes()} after");
    }

    // Revisions 2–3 a and c, 4–6 b, a and d, 7 a; 1 is the beginning of the epoch.
    private void Fill()
    {
        _log.Push("第一", "a", "c");
        _log.Push("第二", "b", "a", "d");
        _log.Push("第三", "a");
    }

    private long Bytes() => Directory.EnumerateFiles(_log.Folder.DataFiles, "*.sst").Sum(static file => new FileInfo(file).Length);
}
