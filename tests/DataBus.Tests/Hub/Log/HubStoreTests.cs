using DataBus.Hub;
using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class HubStoreTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SecondOpener_IsRefusedUntilTheFirstCloses()
    {
        var open = _folder.Open();

        var refused = Assert.Throws<HubException>(() => HubStore.Open(_folder.Path));

        Assert.Equal("DATA_IN_USE", refused.Refusal.Reason);
        Assert.Contains(_folder.Path, refused.Refusal.Zh, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refused.Refusal.En, StringComparison.Ordinal);
        open.Append(1);
        open.Dispose();
        Assert.Equal(2ul, _folder.Open().Log.Head);
    }

    [Fact]
    public void Open_SecondOpenerPastOurLock_IsStoppedByRocksDbs()
    {
        using var open = _folder.Open();
        // On a file system without locks for us; the name alone is enough, the lock sits on the file.
        File.Delete(Path.Combine(_folder.Path, "lock"));

        var refused = Assert.Throws<HubException>(() => HubStore.Open(_folder.Path));

        Assert.Equal("DATA_IN_USE", refused.Refusal.Reason);
    }

    [Theory]
    [InlineData("wal_recovery_mode=kPointInTimeRecovery", 1)]
    [InlineData("recycle_log_file_num=0", 1)]
    [InlineData("avoid_flush_during_recovery=false", 1)]
    [InlineData("track_and_verify_wals_in_manifest=true", 1)]
    [InlineData("max_background_jobs=2", 1)]
    [InlineData("bytes_per_sync=1048576", 1)]
    [InlineData("compression=kNoCompression", 15)]
    [InlineData("checksum=kXXH3", 15)]
    [InlineData("write_buffer_size=33554432", 15)]
    [InlineData("cache_index_and_filter_blocks=false", 15)]
    [InlineData("enable_blob_files=false", 15)]
    [InlineData("filter_policy=bloomfilter", 12)]
    public void Open_Settings_AreInForce(string setting, int families)
    {
        using var open = _folder.Open();

        var written = File.ReadLines(Directory.EnumerateFiles(_folder.DataFiles, "OPTIONS-*").Max()!);

        Assert.Equal(families, written.Count(line => line.Trim() == setting));
    }

    [Fact]
    public void ResetViews_GivesTheFilesOfTheOldViewsBack()
    {
        var open = _folder.Open();
        byte[] key = [1];
        open.Store.Database.Put(key, key, open.Store.Held);
        open.Store.Database.CompactRange((byte[]?)null, null, open.Store.Held);

        open.Store.ResetViews();
        open.Dispose();

        var kept = Directory.EnumerateFiles("/proc/self/fd")
            .Select(TargetOf)
            .Where(target => target.StartsWith(_folder.DataFiles, StringComparison.Ordinal));
        Assert.Empty(kept);
    }

    // Other tests open and close files meanwhile.
    private static string TargetOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact]
    public void ResetViews_DropsTheViewsAndKeepsTheLog()
    {
        var open = _folder.Open();
        open.Append(2);
        var store = open.Store;
        var records = open.Records();
        byte[] key = [1];
        foreach (var view in new[] { store.Slots, store.Superseded, store.Held, store.Sources, store.Files, store.Missing, store.Links, store.Jobs, store.Alerts, store.Meta })
            store.Database.Put(key, key, view);

        store.ResetViews();

        foreach (var view in new[] { store.Slots, store.Superseded, store.Held, store.Sources, store.Files, store.Missing, store.Links, store.Jobs, store.Alerts, store.Meta })
            Assert.Null(store.Database.Get(key, view));
        store.Database.Put(key, key, store.Slots);
        open.Dispose();
        var again = _folder.Open();
        Assert.Equal(key, again.Store.Database.Get(key, again.Store.Slots));
        Assert.Equal(records, again.Records());
    }
}
