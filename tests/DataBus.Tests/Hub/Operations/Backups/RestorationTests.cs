using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Hub.Log;
using Grpc.Core;

namespace DataBus.Tests.Hub.Operations.Backups;

public sealed class RestorationTests : IDisposable
{
    private readonly BackupFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_SoundBackup_HasEveryRecordAndBeginsANewEpoch(bool flush)
    {
        if (flush)
            LogFolder.Flush(_folder.Open.Store, _folder.Open.Store.Log);
        var records = _folder.Open.Records();
        var epoch = _folder.Open.Log.Epoch;
        _folder.Make();
        _folder.Open.Append(9);

        var manifest = _folder.Restore();

        Assert.Equal((13ul, epoch), (manifest.Head, manifest.Epoch));
        using var restored = _folder.OpenRestored();
        Assert.Equal(14ul, restored.Log.Head);
        Assert.NotEqual(epoch, restored.Log.Epoch);
        Assert.Equal(records, restored.Records()[..^1]);
    }

    [Fact]
    public void Run_TwiceFromOneBackup_BeginsTwoEpochsAndLeavesTheBackupAsItWas()
    {
        _folder.Make();
        var before = BackupFolder.Contents(_folder.Backup);
        _ = _folder.Restore();
        string first;
        using (var open = _folder.OpenRestored())
            first = open.Log.Epoch;
        Directory.Delete(_folder.Restored, recursive: true);
        _ = _folder.Restore();

        using var again = _folder.OpenRestored();

        Assert.NotEqual(first, again.Log.Epoch);
        Assert.Equal(before, BackupFolder.Contents(_folder.Backup));
    }

    [Fact]
    public void Run_ByteFlippedInAnyKindOfFile_IsRefusedNamingTheFileAndTheTargetStaysEmpty()
    {
        LogFolder.Flush(_folder.Open.Store, _folder.Open.Store.Log);
        _folder.Open.Append(2);
        _folder.Make();
        var random = new Random(20261125);
        foreach (var file in Directory.GetFiles(_folder.Backup, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
        {
            var sound = File.ReadAllBytes(file);
            LogFolder.FlipByte(file, random.NextInt64(sound.Length), random.Next(8));

            var refusal = Refused();

            Assert.Contains(refusal.Reason, (string[])["BACKUP_DAMAGED", "DATA_FORMAT_NEWER"]);
            Assert.Contains(refusal.Reason == "BACKUP_DAMAGED" ? Path.GetFileName(file) : _folder.Backup, refusal.En, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_folder.Restored));
            File.WriteAllBytes(file, sound);
        }

        Assert.Equal(15ul, _folder.Restore().Head);
    }

    [Fact]
    public void Run_AnyByteOfTheManifestChanged_IsRefused()
    {
        _folder.Make();
        var path = Path.Combine(_folder.Backup, BackupManifest.FileName);
        var sound = File.ReadAllBytes(path);

        for (var i = 0; i < sound.Length; i++)
        {
            var changed = sound.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Throws<HubException>(() => BackupManifest.Read(_folder.Backup));
        }
    }

    [Theory]
    [InlineData("log/CURRENT", true, "it is missing")]
    [InlineData("head.note", true, "it is missing")]
    [InlineData("log/999999.log", false, "does not name it")]
    public void Run_FileMissingOrTooMany_IsNamed(string file, bool isGone, string problem)
    {
        _folder.Make();
        var path = Path.Combine(_folder.Backup, file);
        if (isGone)
            File.Delete(path);
        else
            File.WriteAllText(path, "x");

        var refusal = Refused();

        Assert.Equal(("BACKUP_DAMAGED", StatusCode.DataLoss), (refusal.Reason, refusal.Code));
        Assert.Contains(file, refusal.En, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoManifest_IsRefused()
    {
        _folder.Make();
        File.Delete(Path.Combine(_folder.Backup, BackupManifest.FileName));

        Assert.Equal("NO_BACKUP", Refused().Reason);
    }

    [Fact]
    public void Run_NewerFormat_IsRefusedNamingBothWhateverElseItSays()
    {
        _folder.Make();
        File.WriteAllText(Path.Combine(_folder.Backup, BackupManifest.FileName), """{"format": 9, "more": [1, 2]}""");

        var refusal = Refused();

        Assert.Equal("DATA_FORMAT_NEWER", refusal.Reason);
        Assert.Contains("format 9", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TargetNotEmpty_IsRefusedAndKept()
    {
        _folder.Make();
        _ = Directory.CreateDirectory(_folder.Restored);
        var mine = Path.Combine(_folder.Restored, "mine");
        File.WriteAllText(mine, "mine");

        Assert.Equal("DATA_NOT_EMPTY", Refused().Reason);
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    [Fact]
    public void Run_TargetThatCannotBeOne_IsRefusedWithTheReason()
    {
        _folder.Make();
        var file = Path.Combine(Path.GetDirectoryName(_folder.Restored)!, "file");
        File.WriteAllText(file, "mine");

        Assert.Equal("DATA_NOT_EMPTY", Refused(file).Reason);
        Assert.Equal("RESTORE_FAILED", Refused(Path.Combine(file, "below")).Reason);
        Assert.Equal("INVALID_REQUEST", Refused(Path.Combine(_folder.Backup, "inside")).Reason);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Run_TargetInUse_IsRefused()
    {
        _folder.Make();
        _ = Directory.CreateDirectory(_folder.Restored);
        using var held = DirectoryLock.Take(_folder.Restored);

        Assert.Equal("DATA_IN_USE", Refused().Reason);
    }

    [Fact]
    public void Run_Cancelled_LeavesNothing()
    {
        _folder.Make();
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Restoration.Run(
            _folder.Backup,
            _folder.Restored,
            (_, said) =>
            {
                if (said.Contains("Copying to", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token));

        Assert.False(Directory.Exists(_folder.Restored));
    }

    private Refusal Refused(string data) =>
        Assert.Throws<HubException>(() => Restoration.Run(_folder.Backup, data, (_, _) => { }, TestContext.Current.CancellationToken)).Refusal;

    private Refusal Refused() => Assert.Throws<HubException>(() => _folder.Restore()).Refusal;
}
