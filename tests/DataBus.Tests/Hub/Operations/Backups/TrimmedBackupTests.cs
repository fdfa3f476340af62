using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Hub.Log;
using DataBus.Tests.Hub.Operations.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Operations.Backups;

/// <summary>A log that no longer begins at revision 1 whole is backed up and restored like any other, also in the middle of a trim.</summary>
public sealed class TrimmedBackupTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("databus-backup-");
    private readonly TrimmedLog _trimmed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _trimmed.Dispose();
        _root.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Make_TrimmedLog_IsReadBackAndRestoredRecordForRecord(bool isFinished)
    {
        _trimmed.Push("甲", "1", "2");
        _trimmed.Push("乙", "1", "3");
        _trimmed.Push("丙", "1", "2");
        var begun = _trimmed.Begin(6);
        _trimmed.Rewrite(begun);
        if (isFinished)
            _trimmed.Finish();
        var (backup, data) = (Path.Combine(_root.FullName, "backup"), Path.Combine(_root.FullName, "data"));
        var records = _trimmed.Open.Records();
        var backups = new DataBus.Hub.Operations.Backups.Backups(
            _trimmed.Open.Store, TimeProvider.System, NullLogger<DataBus.Hub.Operations.Backups.Backups>.Instance);

        var made = backups.Make(backup, Token).Last();
        _ = Restoration.Run(backup, data, (_, _) => { }, Token);

        Assert.True(made.Done);
        using var restored = new OpenLog(HubStore.Open(data), TimeProvider.System);
        Assert.Equal(_trimmed.Log.Floor, restored.Log.Floor);
        Assert.Equal(records, restored.Records()[..^1]);
    }
}
