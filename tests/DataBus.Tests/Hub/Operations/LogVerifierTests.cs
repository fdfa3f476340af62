using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.Tests.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Operations;

public sealed class LogVerifierTests : IDisposable
{
    private readonly LogFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_SoundLog_SaysHeadRecordsAndChain()
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);

        var result = Verify(open);

        Assert.True(result is { Done: true, Sound: true, Problem: "", Head: 13, Revision: 13, Records: 4 }, result.ToString());
        Assert.Equal(open.Log.Tail.Chain.ToArray(), result.Chain.ToByteArray());
    }

    [Fact]
    public void Verify_EveryKindOfBody_CountsAsTheContractSays()
    {
        using var open = _folder.Open();
        var changes = new ChangesBody { Changes = { new Change(), new Change() }, Runs = { Run(2, 1), Run(3, 1) } };
        open.Log.Append(new LogGroup(1,
        [
            new LogRecord(RecordType.Changes, 2, 2, changes.ToByteArray()),
            new LogRecord(RecordType.Held, 4, 1, new HeldBody { Held = { new HeldEntry() }, Runs = { Run(4, 1) } }.ToByteArray()),
            new LogRecord(RecordType.Desk, 5, 2, new DeskBody { Acts = { new DeskEntry(), new DeskEntry() } }.ToByteArray()),
            new LogRecord(RecordType.Source, 7, 2, new SourceBody { Entries = { new SourceEntry() }, Runs = { new Run() } }.ToByteArray()),
        ], []));

        Assert.True(Verify(open).Sound, Verify(open).Problem);
    }

    [Theory]
    [InlineData(3, 2, "counts 2 revisions, the body 1")]
    [InlineData(4, 3, "counts 3 revisions, the body 1")]
    [InlineData(7, 2, "counts 2 revisions, the body 1")]
    [InlineData(9, 1, "unknown record type 9")]
    public void Verify_HeaderDisagreesWithBody_NamesTheRevision(byte type, uint count, string problem)
    {
        using var open = _folder.Open();
        open.Append(3);
        open.Log.Append(new LogGroup(4, [new LogRecord((RecordType)type, 5, count, new DeskBody { Acts = { new DeskEntry() } }.ToByteArray())], []));

        DemandProblem(Verify(open), 5, problem);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Verify_RunsThatDoNotCoverTheRecord_NamesTheRevision(ulong first, uint count)
    {
        using var open = _folder.Open();
        var changes = new ChangesBody { Changes = { new Change(), new Change() }, Runs = { Run(first, count) } };
        open.Log.Append(new LogGroup(1, [new LogRecord(RecordType.Changes, 2, 2, changes.ToByteArray())], []));

        DemandProblem(Verify(open), 2, "its runs do not cover");
    }

    [Fact]
    public void Verify_BodyThatIsNoMessage_NamesTheRevision()
    {
        using var open = _folder.Open();
        open.Log.Append(new LogGroup(1, [new LogRecord(RecordType.Desk, 2, 1, new byte[] { 0xff })], []));

        DemandProblem(Verify(open), 2, "the body cannot be read");
    }

    // Somebody with access to the files rewrites one record, checksums and all.
    [Fact]
    public void Verify_RecordRewritten_NamesItsRevision()
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);
        var stored = open.Log.Find(6)!.Stored.ToArray();
        stored[^1] ^= 1;
        open.Store.Database.Put(Key(5), stored, open.Store.Log);

        DemandProblem(Verify(open), 5, "chain");
    }

    [Fact]
    public void Verify_RecordReplacedWithAChainOfItsOwn_NamesTheNextRevision()
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);
        var forged = LogFolder.Record(5, 4, textLength: 3);
        var value = new byte[LogRecordCodec.HeaderSize + forged.Body.Length];
        LogRecordCodec.Write(forged, new byte[LogRecordCodec.SaltSize], open.Log.Find(4)!.Chain.Span, value);
        open.Store.Database.Put(Key(5), value, open.Store.Log);

        DemandProblem(Verify(open), 9, "chain");
    }

    [Fact]
    public void Verify_RecordRemoved_NamesItsRevisionAndReadersSayItToo()
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);
        open.Store.Database.Remove(Key(5), open.Store.Log);

        DemandProblem(Verify(open), 5, "no sound record");
        Assert.Contains("5", Assert.Throws<HubException>(() => open.Log.Read(3, 100_000)).Refusal.En, StringComparison.Ordinal);
        Assert.Throws<HubException>(() => open.Log.Find(6));
    }

    [Fact]
    public void Verify_RecordInserted_NamesItsRevision()
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);
        var value = new byte[LogRecordCodec.HeaderSize];
        LogRecordCodec.Write(new LogRecord(RecordType.Desk, 7, 1, default), new byte[LogRecordCodec.SaltSize], HashChain.Start.Span, value);
        open.Store.Database.Put(Key(7), value, open.Store.Log);

        DemandProblem(Verify(open), 9, "no sound record");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(13)]
    public void Verify_FromARevision_EndsWithTheSameChain(ulong from)
    {
        using var open = _folder.Open();
        open.Append(3, 4, 5);

        var result = LogVerifier.Verify(open.Store, open.Log, from, Token).Last();

        Assert.True(result.Sound, result.Problem);
        Assert.Equal(open.Log.Tail.Chain.ToArray(), result.Chain.ToByteArray());
    }

    [Fact]
    public void Verify_WhileAppending_ChecksUpToTheHeadOfItsBeginning()
    {
        using var open = _folder.Open();
        for (var i = 0; i < 40; i++)
            open.Log.Append(new LogGroup(open.Log.Head, [LogFolder.Record(open.Log.Head + 1, 1, 1_000_000)], []));

        var steps = new List<VerifyResponse>();
        foreach (var step in LogVerifier.Verify(open.Store, open.Log, 0, Token))
        {
            steps.Add(step);
            open.Append(1);
        }

        Assert.True(steps.Count > 2, $"{steps.Count} steps");
        Assert.Equal(steps.OrderBy(step => step.Revision), steps);
        Assert.All(steps[..^1], step => Assert.False(step.Done));
        Assert.True(steps[^1] is { Done: true, Sound: true, Revision: 41, Head: 41 }, steps[^1].Problem);
    }

    // RocksDB's own checksum is first here, and knows the file better than the revision.
    [Theory]
    [InlineData("log")]
    [InlineData("raw")]
    [InlineData("slots")]
    public void Verify_DataFileDamaged_NamesTheFile(string family)
    {
        var open = _folder.Open();
        var handle = open.Store.Database.GetColumnFamily(family);
        // The first and the newest record are read when opening; the damage is to be between them.
        for (var i = 0; i < 20; i++)
            open.Append(50);
        if (family != HubStore.LogFamily)
            open.Store.Database.Put(Key(1_000), new byte[5_000], handle);
        LogFolder.Flush(open.Store, handle);
        open.Dispose();
        var file = Assert.Single(Directory.EnumerateFiles(_folder.DataFiles, "*.sst"));
        LogFolder.FlipByte(file, at: new FileInfo(file).Length / 2);

        using var damaged = _folder.Open();
        var result = Verify(damaged);

        Assert.True(result is { Done: true, Sound: false }, "found sound");
        Assert.Contains(Path.GetFileName(file), result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyDirectory_ClosedHub_IsCheckedAndOpenOneRefused()
    {
        var open = _folder.Open();
        open.Append(3);
        Assert.Equal("DATA_IN_USE", Assert.Throws<HubException>(VerifyDirectory).Refusal.Reason);
        open.Dispose();

        var result = VerifyDirectory();

        Assert.True(result is { Done: true, Sound: true, Revision: 4, Records: 2 }, result.Problem);
    }

    [Fact]
    public void VerifyDirectory_BehindItsNote_SaysSo()
    {
        var open = _folder.Open();
        open.Append(3);
        open.Dispose();
        (HeadNote.Read(_folder.Path)! with { Head = 9 }).Write(_folder.Path);

        DemandProblem(VerifyDirectory(), 5, "at 9");
    }

    private static VerifyResponse Verify(OpenLog open) => LogVerifier.Verify(open.Store, open.Log, 0, Token).Last();

    private VerifyResponse VerifyDirectory() => LogVerifier.VerifyDirectory(_folder.Path, Token).Last();

    private static void DemandProblem(VerifyResponse result, ulong revision, string problem)
    {
        Assert.True(result is { Done: true, Sound: false }, "found sound");
        Assert.Contains($"revision {revision}", result.Problem, StringComparison.Ordinal);
        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
    }

    private static Run Run(ulong first, uint count) => new() { FirstRevision = first, Count = count };

    private static byte[] Key(ulong revision)
    {
        var key = new byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(revision, key);
        return key;
    }
}
