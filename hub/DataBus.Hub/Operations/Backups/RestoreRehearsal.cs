using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Hub.Operations.Backups;

/// <summary>Restores a backup aside, rebuilds all views from its log, and compares them with those that the backup has.</summary>
internal static class RestoreRehearsal
{
    /// <summary>Rehearses.</summary>
    /// <param name="backup">The backup's directory; only read.</param>
    /// <param name="work">Where to restore aside: absent or empty. What is there afterwards is the caller's to remove.</param>
    /// <param name="progress">Told what is being done, in both languages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubException">As <see cref="Restoration.Run"/> says.</exception>
    public static async Task<RehearsedRestore> RunAsync(string backup, string work, Action<string, string> progress, CancellationToken cancellationToken)
    {
        var manifest = Restoration.Run(backup, work, progress, cancellationToken);
        // Nobody is served from here, and a new epoch would throw away the views that are to be compared.
        DurableFile.Remove(work, RestoredMark.FileName);
        using var store = HubStore.Open(work);
        using var log = new RocksDbExchangeLog(store, TimeProvider.System, NullLogger<RocksDbExchangeLog>.Instance);
        var isComparable = !new ViewRows(store).IsOtherFormat();
        var kept = await FollowAsync(store, log, static (all, _) => ViewDigests.Of(all));

        progress("正在由日志重建全部视图…", "Rebuilding all views from the log…");
        store.ResetViews();
        return await FollowAsync(store, log, (all, view) => new RehearsedRestore(
            manifest, Differing(kept, ViewDigests.Of(all)), isComparable, view.Counts(), [.. view.Sources()]));
    }

    private static string[] Differing(IReadOnlyDictionary<string, string> kept, IReadOnlyDictionary<string, string> rebuilt) =>
        [.. rebuilt.Where(view => kept[view.Key] != view.Value).Select(static view => view.Key)];

    // Views that follow the log to its head.
    private static async Task<T> FollowAsync<T>(HubStore store, IExchangeLog log, Func<HubStore, IViewReader, T> read)
    {
        var views = new ViewFollower(store, log, TimeProvider.System);
        try
        {
            using var view = await views.AtLeastAsync(log.Head, CancellationToken.None);
            return read(store, view);
        }
        finally
        {
            await views.CloseAsync();
        }
    }
}
