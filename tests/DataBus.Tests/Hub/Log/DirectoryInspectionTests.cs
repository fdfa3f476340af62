using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Log;

/// <summary>Which directories go on with their epoch, which begin another, and which are refused.</summary>
public sealed class DirectoryInspectionTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_PlainCopy_IsRefusedInBothLanguagesAndKeepsEveryByte()
    {
        var epoch = Fill();
        using var copy = _folder.CopyPlainly();
        var note = File.ReadAllBytes(NoteOf(copy));

        var refusal = Assert.Throws<HubException>(() => copy.Open()).Refusal;

        Assert.Equal("DATA_COPIED", refusal.Reason);
        Assert.Contains("--new-epoch", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("--new-epoch", refusal.En, StringComparison.Ordinal);
        Assert.Equal(note, File.ReadAllBytes(NoteOf(copy)));
        Assert.Equal(epoch, _folder.Open().Log.Epoch);
    }

    // Nothing is lost in an older copy, so accepting losses says nothing about it.
    [Fact]
    public void Open_PlainCopyWithLossAccepted_IsRefused()
    {
        _ = Fill();
        using var copy = _folder.CopyPlainly();

        Assert.Equal("DATA_COPIED", Assert.Throws<HubException>(() => copy.Open(acceptLoss: true)).Refusal.Reason);
    }

    [Fact]
    public void Open_CopyWithNewEpoch_BeginsOneAndIsItsOwnDirectoryFromThenOn()
    {
        var old = Fill();
        using var copy = _folder.CopyPlainly();
        string fresh;

        using (var open = copy.Open(newEpoch: true))
        {
            fresh = open.Log.Epoch;
            Assert.Equal(4ul, open.Log.Head);
            var begun = SourceBody.Parser.ParseFrom(open.Log.Find(4)!.Body.Span).Entries[0].Epoch;
            Assert.Equal(new EpochBegun { Epoch = fresh, Cause = EpochCause.Operator, Previous = old }, begun);
        }

        Assert.NotEqual(old, fresh);
        Assert.Equal(fresh, HeadNote.Read(copy.Path)!.Epoch);
        Assert.Equal(fresh, copy.Open().Log.Epoch);
        Assert.Equal(old, _folder.Open().Log.Epoch);
    }

    [Fact]
    public void Open_NewEpochOnAnIntactDirectory_ThrowsTheViewsAway()
    {
        _ = Fill();
        byte[] key = [1];
        using (var open = _folder.Open())
            open.Store.Database.Put(key, key, open.Store.Slots);

        using var again = _folder.Open(newEpoch: true);

        Assert.Null(again.Store.Database.Get(key, again.Store.Slots));
        Assert.Equal(4ul, again.Log.Head);
    }

    [Fact]
    public void Open_NewEpochOnAnEmptyDirectory_IsItsFirst()
    {
        using var open = _folder.Open(newEpoch: true);

        var begun = SourceBody.Parser.ParseFrom(open.Log.Find(1)!.Body.Span).Entries[0].Epoch;
        Assert.Equal(new EpochBegun { Epoch = open.Log.Epoch }, begun);
    }

    [Fact]
    public void Open_Renamed_GoesOn()
    {
        var epoch = Fill();
        using var other = new LogFolder();
        Directory.Delete(other.Path);

        Directory.Move(_folder.Path, other.Path);

        using (var open = other.Open())
            Assert.Equal(epoch, open.Log.Epoch);
        _ = Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public void Open_WithoutANote_GoesOnAndIsMarked()
    {
        var epoch = Fill();
        File.Delete(NoteOf(_folder));

        using var open = _folder.Open();

        Assert.Equal(epoch, open.Log.Epoch);
        Assert.Equal(DirectoryNote.OfNow(_folder.Path), DirectoryNote.Read(_folder.Path));
    }

    [Fact]
    public void Open_NewerFormat_IsRefusedNamingBoth()
    {
        _ = Fill();
        (DirectoryNote.OfNow(_folder.Path) with { Format = 7 }).Write(_folder.Path);

        var refusal = Assert.Throws<HubException>(() => _folder.Open(acceptLoss: true, newEpoch: true)).Refusal;

        Assert.Equal("DATA_FORMAT_NEWER", refusal.Reason);
        Assert.Contains("has format 7", refusal.En, StringComparison.Ordinal);
        Assert.Contains("up to 1", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnyByteOfTheNoteChanged_IsRefused()
    {
        _ = Fill();
        var note = File.ReadAllBytes(NoteOf(_folder));

        for (var i = 0; i < note.Length; i++)
        {
            var changed = note.ToArray();
            changed[i] ^= 4;
            File.WriteAllBytes(NoteOf(_folder), changed);
            Assert.Equal("DIRECTORY_NOTE_DAMAGED", Assert.Throws<HubException>(() => _folder.Open()).Refusal.Reason);
        }
    }

    [Fact]
    public void Open_Restored_BeginsANewEpochByItselfAndOnlyOnce()
    {
        var old = Fill();
        new RestoredMark(true, old, 3, DateTimeOffset.UnixEpoch).Write(_folder.Path);
        string fresh;

        using (var open = _folder.Open())
        {
            fresh = open.Log.Epoch;
            var begun = SourceBody.Parser.ParseFrom(open.Log.Find(4)!.Body.Span).Entries[0].Epoch;
            Assert.Equal(EpochCause.Restored, begun.Cause);
            Assert.Equal(DateTimeOffset.UnixEpoch, begun.BackupMadeAt.ToDateTimeOffset());
        }

        Assert.Null(RestoredMark.Read(_folder.Path));
        Assert.Equal(fresh, _folder.Open().Log.Epoch);
    }

    // The note cannot be written: the epoch is in the log, the mark stays, and the next start begins another.
    [Fact]
    public void Open_RestoredAndStoppedBeforeItsNote_BeginsAnotherEpoch()
    {
        var old = Fill();
        new RestoredMark(true, old, 3, DateTimeOffset.UnixEpoch).Write(_folder.Path);
        var inTheWay = Path.Combine(_folder.Path, HeadNote.FileName + ".new");
        _ = Directory.CreateDirectory(inTheWay);
        using (var store = HubStore.Open(_folder.Path))
            Assert.ThrowsAny<Exception>(() => new RocksDbExchangeLog(store, _folder.Time, NullLogger<RocksDbExchangeLog>.Instance));
        Directory.Delete(inTheWay);

        Assert.NotNull(RestoredMark.Read(_folder.Path));
        using var open = _folder.Open();

        Assert.Equal(5ul, open.Log.Head);
        Assert.Null(RestoredMark.Read(_folder.Path));
    }

    [Theory]
    [InlineData("{\"IsComplete\":false}")]
    [InlineData("{}")]
    [InlineData("half a fi")]
    public void Open_RestoringDidNotEnd_IsRefused(string mark)
    {
        _ = Fill();
        File.WriteAllText(Path.Combine(_folder.Path, RestoredMark.FileName), mark);

        Assert.Equal("RESTORE_UNFINISHED", Assert.Throws<HubException>(() => _folder.Open(newEpoch: true)).Refusal.Reason);
    }

    [Theory]
    [InlineData("12@7.000000001", "12@7.000000001", false)]
    [InlineData("12@7.000000001", "13@7.000000001", true)]
    [InlineData("12@7.000000001", "12@7.000000002", true)]
    [InlineData("12@7.000000001", "12@", false)]
    [InlineData("12@7.000000001", "-", false)]
    public void Differ_HomesOfDirectories_ClaimsOnlyWhatIsKnown(string one, string other, bool expected) =>
        Assert.Equal(expected, DirectoryHome.Differ(DirectoryHome.Parse(one), DirectoryHome.Parse(other)));

    private static string NoteOf(LogFolder folder) => Path.Combine(folder.Path, DirectoryNote.FileName);

    private string Fill()
    {
        using var open = _folder.Open();
        open.Append(2);
        return open.Log.Epoch;
    }
}
