using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Hub.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Hub.Operations.Backups;

/// <summary>An open log, and a place for its backups; both go away with the test.</summary>
internal sealed class BackupFolder : IDisposable
{
    private readonly LogFolder _data = new();
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("databus-backup-");

    public BackupFolder()
    {
        Open = _data.Open();
        Open.Append(3, 4, 5);
        Backups = new DataBus.Hub.Operations.Backups.Backups(Open.Store, _data.Time, NullLogger<DataBus.Hub.Operations.Backups.Backups>.Instance);
    }

    public OpenLog Open { get; }

    public DataBus.Hub.Operations.Backups.Backups Backups { get; }

    public string Data => _data.Path;

    public string Backup => Path.Combine(_root.FullName, "backup");

    public string Restored => Path.Combine(_root.FullName, "restored");

    public void Make() => _ = Backups.Make(Backup, TestContext.Current.CancellationToken).Last();

    public BackupManifest Restore() => Restoration.Run(Backup, Restored, (_, _) => { }, TestContext.Current.CancellationToken);

    /// <summary>Opens what was restored.</summary>
    public OpenLog OpenRestored() => new(HubStore.Open(Restored), _data.Time);

    /// <summary>Every file of a directory with its content.</summary>
    public static Dictionary<string, string> Contents(string directory) => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(directory, path), path => Convert.ToHexString(File.ReadAllBytes(path)));

    public void Dispose()
    {
        _data.Dispose();
        _root.Delete(recursive: true);
    }
}
