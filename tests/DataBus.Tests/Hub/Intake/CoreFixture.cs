using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Tests.Model;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Intake;

/// <summary>A hub core over a temporary directory, with one source open.</summary>
public sealed class CoreFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("databus-core-");
    private int _copies;

    public CoreFixture() => Core = Open();

    internal HubCore Core { get; private set; }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    public async Task ReopenAsync()
    {
        await Core.DisposeAsync();
        Core = Open();
    }

    /// <summary>Ends the hub as a crash would, with what is on disk at this moment, and starts it again.</summary>
    internal async Task KillAsync()
    {
        var from = Folder;
        _copies++;
        DirectoryCopy.AsOfOneMoment(from, Folder);
        await Core.DisposeAsync();
        Directory.Delete(from, recursive: true);
        Core = Open();
    }

    /// <summary>Throws the views away; they come again from the log.</summary>
    public async Task RebuildViewsAsync()
    {
        await Core.DisposeAsync();
        using (var store = HubStore.Open(Folder))
            store.ResetViews();
        Core = Open();
    }

    internal async Task<SourceDriver> OpenAsync(string source)
    {
        var opened = await Core.Intake.OpenAsync(new Open { Source = source, Holder = "test", TakeOver = true }, TestContext.Current.CancellationToken);
        return new SourceDriver(this, source, opened);
    }

    internal async Task<Slot?> SlotAsync(Change change)
    {
        using var view = await Core.Views.AtLeastAsync(Core.Log.Head, TestContext.Current.CancellationToken);
        return view.FindSlot(AddressKey.Of(Addresses.Of(change)!, Addresses.EventIdOf(change)));
    }

    internal async Task<HeldItem> HeldAsync(ulong id)
    {
        using var view = await Core.Views.AtLeastAsync(Core.Log.Head, TestContext.Current.CancellationToken);
        return view.FindHeld(id)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Core.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private string Folder => Path.Combine(_root.FullName, $"{_copies}");

    private HubCore Open() => HubCore.Open(new HubOptions { Data = Folder }, Time, NullLoggerFactory.Instance);
}

/// <summary>Pushes as one source, position after position.</summary>
internal sealed class SourceDriver(CoreFixture fixture, string source, Opened opened)
{
    private int _count;

    public Opened Opened { get; } = opened;

    public string Position { get; set; } = opened.Position;

    public Task<BatchResult> PushAsync(params Change[] changes) => PushAsync(new Batch { Items = { changes.Select(change => new PushItem { Change = change }) } });

    public Task<BatchResult> PushAsync(params PushItem[] items) => PushAsync(new Batch { Items = { items } });

    public async Task<BatchResult> PushAsync(Batch batch)
    {
        batch.PositionBefore = Position;
        batch.PositionAfter = $"{Opened.Lease}-{++_count}";
        foreach (var item in batch.Items.Where(item => item.Raw.IsEmpty))
            item.Raw = ByteString.CopyFromUtf8("{}");
        var prepared = fixture.Core.Preparation.Prepare(source, Opened.Lease, batch);
        var result = await fixture.Core.Intake.CommitAsync(prepared, TestContext.Current.CancellationToken);
        Position = batch.PositionAfter;
        return result;
    }
}
