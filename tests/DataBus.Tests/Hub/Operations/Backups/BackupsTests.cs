using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Operations.Backups;

public sealed class BackupsTests : IDisposable
{
    private readonly BackupFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Make_RunningHub_SaysProgressAndThenWhatItHolds()
    {
        var chain = _folder.Open.Log.Tail.Chain.ToArray();

        var steps = _folder.Backups.Make(_folder.Backup, Token).ToList();

        Assert.Equal(steps.Select(step => step.CopiedBytes).Order(), steps.Select(step => step.CopiedBytes));
        Assert.All(steps[..^1], step => Assert.False(step.Done));
        var last = steps[^1];
        Assert.True(last is { Done: true, Head: 13, CheckedRevision: 13 }, last.ToString());
        Assert.Equal(last.TotalBytes, last.CopiedBytes);
        Assert.Equal(_folder.Open.Log.Epoch, last.Epoch);
        Assert.Equal(chain, last.Chain.ToByteArray());
        Assert.Equal((uint)BackupManifest.Read(_folder.Backup).Files.Count, last.Files);
    }

    // A hard link would be damaged with the original.
    [Fact]
    public void Make_FlushedFiles_AreCopiesOfTheirOwnAndNothingStaysBehind()
    {
        LogFolder.Flush(_folder.Open.Store, _folder.Open.Store.Log);
        _folder.Make();

        var table = Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder.Backup, "log"), "*.sst"));

        File.WriteAllBytes(table, []);
        Assert.True(new FileInfo(Path.Combine(_folder.Data, "log", Path.GetFileName(table))).Length > 0);
        Assert.Equal(["directory.note", "head.note", "lock", "log"], Names(_folder.Data));
        Assert.Equal(["head.note", "log", "manifest.json"], Names(_folder.Backup));
    }

    [Fact]
    public void Make_AppendedMeanwhile_HoldsItsOwnTail()
    {
        foreach (var step in _folder.Backups.Make(_folder.Backup, Token))
            _folder.Open.Append(1);

        var manifest = BackupManifest.Read(_folder.Backup);

        Assert.Equal(13ul, manifest.Head);
        Assert.Equal(new HeadNote(manifest.Epoch, 13, manifest.Chain), HeadNote.Read(_folder.Backup));
        Assert.True(_folder.Open.Log.Head > 13);
    }

    [Fact]
    public void Make_SecondMeanwhile_IsRefusedAndTheFirstEndsWell()
    {
        using var first = _folder.Backups.Make(_folder.Backup, Token).GetEnumerator();
        Assert.True(first.MoveNext());

        var refusal = Refused(_folder.Backup + "-2");

        Assert.Equal(("BACKUP_RUNNING", StatusCode.FailedPrecondition), (refusal.Reason, refusal.Code));
        while (first.MoveNext())
        {
        }

        Assert.True(first.Current.Done);
        Assert.True(_folder.Backups.Make(_folder.Backup + "-2", Token).Last().Done);
    }

    [Theory]
    [InlineData("backups", "absolute path")]
    [InlineData("DATA/backup", "inside the data directory")]
    [InlineData("DATA", "inside the data directory")]
    [InlineData("FULL", "not empty")]
    public void Make_WrongDirectory_IsRefusedAndTheNextOneIsMade(string directory, string problem)
    {
        var full = Directory.CreateDirectory(_folder.Backup + "-full").FullName;
        File.WriteAllText(Path.Combine(full, "mine"), "mine");

        var refusal = Refused(directory.Replace("DATA", _folder.Data, StringComparison.Ordinal).Replace("FULL", full, StringComparison.Ordinal));

        Assert.Equal(StatusCode.InvalidArgument, refusal.Code);
        Assert.Contains(problem, refusal.En, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(full, "mine")));
        _folder.Make();
    }

    [Theory]
    [InlineData(28, false, StatusCode.ResourceExhausted)]
    [InlineData(28, true, StatusCode.ResourceExhausted)]
    [InlineData(122, false, StatusCode.ResourceExhausted)]
    [InlineData(5, false, StatusCode.FailedPrecondition)]
    public void Make_DiskFails_IsNamedLeavesNothingAndTheHubGoesOn(int error, bool exists, StatusCode code)
    {
        if (exists)
            _ = Directory.CreateDirectory(_folder.Backup);
        var write = _folder.Backups.Copier.Write;
        var writes = 0;
        _folder.Backups.Copier.Write = (file, block, at) =>
        {
            if (++writes == 3)
                throw new IOException("No space left on device", error);
            write(file, block, at);
        };

        var refusal = Refused(_folder.Backup);

        Assert.Equal(("BACKUP_FAILED", code), (refusal.Reason, refusal.Code));
        Assert.Contains("No space left", refusal.Zh, StringComparison.Ordinal);
        Assert.Equal(exists, Directory.Exists(_folder.Backup));
        Assert.False(exists && Directory.EnumerateFileSystemEntries(_folder.Backup).Any());
        Assert.False(Directory.Exists(Path.Combine(_folder.Data, "checkpoint")));
        _folder.Open.Append(1);
        _folder.Backups.Copier.Write = write;
        _folder.Make();
    }

    [Fact]
    public void Make_CopyIsNotWhatWasRead_IsFoundByReadingBack()
    {
        var write = _folder.Backups.Copier.Write;
        _folder.Backups.Copier.Write = (file, block, at) =>
        {
            var bytes = block.ToArray();
            bytes[^1] ^= 1;
            write(file, bytes, at);
        };

        var refusal = Assert.Throws<HubException>(() => _folder.Make()).Refusal;

        Assert.Equal(StatusCode.DataLoss, refusal.Code);
        Assert.False(Directory.Exists(_folder.Backup));
    }

    [Fact]
    public void Make_Cancelled_LeavesNothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using (var steps = _folder.Backups.Make(_folder.Backup, cancel.Token).GetEnumerator())
        {
            Assert.True(steps.MoveNext());
            cancel.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => steps.MoveNext());
        }

        Assert.False(Directory.Exists(_folder.Backup));
    }

    // Somebody stops reading the progress: the call is gone.
    [Fact]
    public void Make_NotReadToItsEnd_LeavesNothing()
    {
        Assert.False(_folder.Backups.Make(_folder.Backup, Token).First().Done);

        Assert.False(Directory.Exists(_folder.Backup));
        _folder.Make();
    }

    [Fact]
    public void Make_LeftoverOfACrash_IsReplaced()
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder.Data, "checkpoint", "log")).FullName;
        File.WriteAllText(Path.Combine(left, "000001.log"), "left");

        _folder.Make();

        Assert.False(Directory.Exists(Path.Combine(_folder.Data, "checkpoint")));
    }

    private Refusal Refused(string directory) =>
        Assert.Throws<HubException>(() => _folder.Backups.Make(directory, Token).Last()).Refusal;

    private static IEnumerable<string> Names(string directory) =>
        Directory.EnumerateFileSystemEntries(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
