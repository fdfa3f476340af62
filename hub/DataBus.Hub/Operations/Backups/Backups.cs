using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RocksDbSharp;

namespace DataBus.Hub.Operations.Backups;

/// <summary>Makes backups of the running hub, one at a time. A backup is real copies, and is read back before it counts as one.</summary>
internal sealed class Backups(HubStore store, TimeProvider time, ILogger<Backups> logger)
{
    private int _running;

    /// <summary>Copies the files.</summary>
    internal FileCopier Copier { get; } = new();

    /// <summary>Makes a backup of what is on disk at this moment.</summary>
    /// <param name="directory">Where: an absolute path, absent or empty.</param>
    /// <param name="cancellationToken">Ends it; what was written is removed.</param>
    /// <returns>Progress; the last one is done and says what the backup holds.</returns>
    /// <exception cref="HubException">INVALID_ARGUMENT, BACKUP_RUNNING, BACKUP_FAILED, BACKUP_DAMAGED; nothing is left in the directory then.</exception>
    public IEnumerable<MakeBackupResponse> Make(string directory, CancellationToken cancellationToken)
    {
        BackupTarget.Demand(directory, store.Directory);
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw BackupRefusals.Running();
        using var steps = MakeOne(directory, cancellationToken).GetEnumerator();
        while (Next(steps, directory) is { } step)
            yield return step;
    }

    // An iterator cannot catch around its own steps.
    private MakeBackupResponse? Next(IEnumerator<MakeBackupResponse> steps, string directory)
    {
        try
        {
            return steps.MoveNext() ? steps.Current : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RocksDbException)
        {
            logger.BackupFailed(directory, e);
            throw BackupRefusals.Failed(directory, e);
        }
    }

    private IEnumerable<MakeBackupResponse> MakeOne(string directory, CancellationToken cancellationToken)
    {
        var isNew = !Directory.Exists(directory);
        var isDone = false;
        try
        {
            BackupTarget.Make(directory);
            var state = new MakeBackupResponse { MadeAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()) };
            var files = new List<BackupFile>();
            foreach (var copied in CopyLog(directory, state, cancellationToken))
            {
                files.Add(copied);
                yield return state.Clone();
            }

            var manifest = Sign(directory, files, state.MadeAt.ToDateTimeOffset());
            state.Head = manifest.Head;
            foreach (var revision in BackupCheck.Run(directory, manifest, cancellationToken))
            {
                state.CheckedRevision = revision;
                yield return state.Clone();
            }

            isDone = true;
            logger.BackupMade(directory, manifest.Head);
            yield return Done(state, manifest);
        }
        finally
        {
            if (!isDone)
                BackupTarget.Remove(directory, isNew);
            Volatile.Write(ref _running, 0);
        }
    }

    private IEnumerable<BackupFile> CopyLog(string directory, MakeBackupResponse state, CancellationToken cancellationToken)
    {
        using var checkpoint = store.Checkpoint();
        var files = new DirectoryInfo(checkpoint.LogPath).GetFiles().OrderBy(static file => file.Name, StringComparer.Ordinal).ToList();
        state.TotalBytes = (ulong)files.Sum(static file => file.Length);
        foreach (var file in files)
        {
            var copied = Copier.Copy(checkpoint.Path, directory, Path.Combine(HubStore.FolderName, file.Name), cancellationToken);
            state.CopiedBytes += (ulong)copied.Length;
            yield return copied;
        }
    }

    // The head is that of the copy: the hub has gone on meanwhile.
    private static BackupManifest Sign(string directory, List<BackupFile> files, DateTimeOffset madeAt)
    {
        LogTail tail;
        using (var log = ClosedLog.Open(directory) ?? throw BackupRefusals.Damaged(HubStore.FolderName, "中没有日志", "there is no log in it"))
            tail = LogTail.Read(log.Database, log.Family);
        var chain = Convert.ToHexStringLower(tail.Chain.Span);
        new HeadNote(tail.Epoch, tail.Head, chain).Write(directory);
        files.Add(FileCopier.Digest(directory, HeadNote.FileName));
        files.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        Fsync.Directory(Path.Combine(directory, HubStore.FolderName));
        Fsync.Directory(Path.GetDirectoryName(Path.GetFullPath(directory))!);
        var manifest = new BackupManifest(DirectoryNote.CurrentFormat, tail.Epoch, tail.Head, chain, madeAt, files);
        manifest.Write(directory);
        return BackupManifest.Read(directory);
    }

    private static MakeBackupResponse Done(MakeBackupResponse state, BackupManifest manifest)
    {
        var done = state.Clone();
        done.Done = true;
        done.Epoch = manifest.Epoch;
        done.Chain = ByteString.CopyFrom(Convert.FromHexString(manifest.Chain));
        done.Files = (uint)manifest.Files.Count;
        return done;
    }
}
