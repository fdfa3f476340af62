using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Tests.Hub.Api;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Operations.Backups;

public sealed class RestoreRehearsalTests : IAsyncDisposable
{
    private const string Source = "science.platforms";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("databus-rehearsal-test-");
    private readonly byte[] _foreign = [0xff, 1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_root.FullName, "backup");

    private string Work => Path.Combine(_root.FullName, "work");

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RunAsync_SoundBackup_FindsAllViewsEqualAndCountsWhatIsThere()
    {
        await MakeAsync(_ => { });
        var before = BackupFolder.Contents(Backup);

        var found = await RestoreRehearsal.RunAsync(Backup, Work, (_, _) => { }, Token);

        Assert.True(found is { IsSound: true, AreComparable: true }, string.Join(' ', found.Differing));
        Assert.Equal(2ul, found.Entities.Platform);
        var source = found.Sources.Single(row => row.Source == Source);
        Assert.Equal((2ul, 1ul), (source.LiveAddresses, source.OpenFailed));
        Assert.Equal(before, BackupFolder.Contents(Backup));
    }

    // A row in a view that the log does not make, as a fault of the hub would leave it.
    [Theory]
    [InlineData("slots")]
    [InlineData("missing")]
    public async Task RunAsync_ViewIsNotWhatTheLogMakes_IsNamed(string family)
    {
        await MakeAsync(store => store.Database.Put(_foreign, Array.Empty<byte>(), store.Database.GetColumnFamily(family)));

        var found = await RestoreRehearsal.RunAsync(Backup, Work, (_, _) => { }, Token);

        Assert.False(found.IsSound);
        Assert.Equal([family], found.Differing);
    }

    private async Task MakeAsync(Action<HubStore> spoil)
    {
        await using var hub = await HubFixture.StartAsync();
        var broken = Platform(3);
        broken.PlatformProfile.Name = "";
        _ = await hub.PushAsync(Source, Platform(1), Platform(2), broken);
        var core = hub.Services.GetRequiredService<DataBus.Hub.HubCore>();
        using (await core.Views.AtLeastAsync(core.Log.Head, Token))
            spoil(core.Store);
        _ = hub.Services.GetRequiredService<DataBus.Hub.Operations.Backups.Backups>().Make(Backup, Token).Last();
    }

    private static Change Platform(int number)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Source}:{number}";
        return change;
    }
}
