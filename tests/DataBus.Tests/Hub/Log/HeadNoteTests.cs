using DataBus.Hub;
using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class HeadNoteTests : IDisposable
{
    private readonly LogFolder _folder = new();

    private string NotePath => Path.Combine(_folder.Path, HeadNote.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Timer_AfterASecond_NotesTheHead()
    {
        using var open = _folder.Open();
        open.Append(4);
        Assert.Equal(1ul, HeadNote.Read(_folder.Path)!.Head);

        _folder.Time.Advance(RocksDbExchangeLog.NoteInterval);

        var chain = Convert.ToHexStringLower(open.Log.Tail.Chain.Span);
        Assert.Equal(new HeadNote(open.Log.Epoch, 5, chain), HeadNote.Read(_folder.Path));
    }

    [Fact]
    public void Dispose_HeadMoved_NotesTheHead()
    {
        using (var open = _folder.Open())
            open.Append(4);

        Assert.Equal(5ul, HeadNote.Read(_folder.Path)!.Head);
    }

    [Fact]
    public void Timer_NoteCannotBeWritten_NothingMoreIsAppended()
    {
        using var open = _folder.Open();
        open.Append(1);
        _ = Directory.CreateDirectory(NotePath + ".new");

        _folder.Time.Advance(RocksDbExchangeLog.NoteInterval);

        Assert.Throws<LogFailedException>(() => open.Append(1));
        Directory.Delete(NotePath + ".new");
    }

    [Fact]
    public void Open_AnyByteOfTheNoteChanged_IsRefused()
    {
        _folder.Open().Dispose();
        var note = File.ReadAllBytes(NotePath);

        for (var i = 0; i < note.Length; i++)
        {
            var changed = note.ToArray();
            changed[i] ^= 4;
            File.WriteAllBytes(NotePath, changed);
            Assert.Equal("HEAD_NOTE_DAMAGED", Refusal().Reason);
        }
    }

    [Fact]
    public void Open_LogBehindItsNote_IsRefusedInBothLanguagesAndChangesNothing()
    {
        using var old = Behind();
        var before = Contents(old);

        var refusal = Assert.Throws<HubException>(() => old.Open()).Refusal;

        Assert.Equal("LOG_BEHIND_NOTE", refusal.Reason);
        Assert.Contains("修订号 3 起", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("from revision 3 on", refusal.En, StringComparison.Ordinal);
        Assert.Equal(before, Contents(old));
    }

    [Fact]
    public void Open_LossAccepted_BeginsANewEpochAfterWhatIsLeft()
    {
        using var old = Behind();
        byte[] key = [1];
        string lostEpoch;

        using (var open = old.Open(acceptLoss: true))
        {
            lostEpoch = _folder.Open().Log.Epoch;
            Assert.Equal(3ul, open.Log.Head);
            Assert.NotEqual(lostEpoch, open.Log.Epoch);
            Assert.Null(open.Store.Database.Get(key, open.Store.Slots));
        }

        using var again = old.Open(acceptLoss: true);
        Assert.Equal(3ul, again.Log.Head);
        Assert.NotEqual(lostEpoch, again.Log.Epoch);
    }

    [Fact]
    public void Open_OtherRecordAtTheNotedHead_IsRefused()
    {
        using var other = new LogFolder();
        _folder.Open().Dispose();
        other.Open().Dispose();
        var note = HeadNote.Read(other.Path)!;

        (note with { Chain = HeadNote.Read(_folder.Path)!.Chain }).Write(other.Path);

        Assert.Equal("LOG_BEHIND_NOTE", Assert.Throws<HubException>(() => other.Open()).Refusal.Reason);
    }

    [Fact]
    public void Open_NoteOfAnotherEpoch_IsRefused()
    {
        _folder.Open().Dispose();

        (HeadNote.Read(_folder.Path)! with { Epoch = "0000000000000000" }).Write(_folder.Path);

        Assert.Equal("LOG_BEHIND_NOTE", Refusal().Reason);
    }

    [Fact]
    public void Open_NoteMissing_IsRefused()
    {
        using (var open = _folder.Open())
            open.Append(1);

        File.Delete(NotePath);

        Assert.Equal("HEAD_NOTE_MISSING", Refusal().Reason);
    }

    [Fact]
    public void Open_KilledBeforeTheFirstNote_GoesOn()
    {
        _folder.Open().Dispose();
        File.Delete(NotePath);

        Assert.Equal(1ul, _folder.Open().Log.Head);
        Assert.True(File.Exists(NotePath));
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("*")]
    public void Open_DatabaseGone_IsRefusedAndNotMadeAnew(string files)
    {
        using (var open = _folder.Open())
            open.Append(1);
        foreach (var file in Directory.EnumerateFiles(_folder.DataFiles, files))
            File.Delete(file);

        Assert.Equal("LOG_MISSING", Refusal().Reason);
        Assert.False(HubStore.Exists(_folder.DataFiles));
    }

    // A log at revision 2 under a note that says 5; a view knows something.
    private LogFolder Behind()
    {
        using var open = _folder.Open();
        byte[] key = [1];
        open.Append(1);
        open.Store.Database.Put(key, key, open.Store.Slots);
        var old = _folder.Copy();
        open.Append(3);
        open.Dispose();
        HeadNote.Read(_folder.Path)!.Write(old.Path);
        return old;
    }

    private Refusal Refusal() => Assert.Throws<HubException>(() => _folder.Open()).Refusal;

    // All but RocksDB's own diary.
    private static List<string> Contents(LogFolder folder) =>
    [
        .. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith("LOG", StringComparison.Ordinal) && Path.GetFileName(path) != "lock")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}"),
    ];
}
