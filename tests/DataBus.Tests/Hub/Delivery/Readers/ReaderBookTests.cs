using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Delivery.Readers;

/// <summary>The rows of named readers on disk: beside the log, and no view of it.</summary>
public sealed class ReaderBookTests : IAsyncLifetime
{
    private static readonly CallerIdentity _caller = new(CallerRole.Reader, "app/app", "", "app");
    private readonly CoreFixture _hub = new();

    private ReaderBook Book() => new(new ReaderStore(_hub.Core.Store), _hub.Core.Log, _hub.Time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Acknowledge_HubIsKilled_IsKept()
    {
        var bookmark = Acknowledge("killed-app");

        await _hub.KillAsync();

        Assert.Equal(bookmark, Book().Find("killed-app").Row.Bookmark);
    }

    [Fact]
    public async Task Rows_ViewsAreThrownAway_Stay()
    {
        var bookmark = Acknowledge("some-app");

        await _hub.RebuildViewsAsync();

        Assert.Equal(bookmark, Assert.Single(Book().All).Row.Bookmark);
    }

    [Fact]
    public void Of_BookmarkThatNobodyCanGoOnFrom_NeedsASnapshot()
    {
        var request = new SubscribeRequest { Name = "old-app", Now = true };
        var filter = new Filter(request, FieldView.Of(_caller, []));
        var book = Book();
        var start = Resumption.Of(request, filter, _hub.Core.Log);
        book.Open(request, filter, start, _caller)!.Dispose();
        var states = new ReaderStates(book, _hub.Core.Log, _hub.Core.Views, TestCallers.RightsOf(_hub));

        var before = states.Of(book.Find("old-app"), TestContext.Current.CancellationToken);
        book.Seek(book.Find("old-app"), filter, start with { Chain = start.Chain ^ 1 });
        var after = states.Of(book.Find("old-app"), TestContext.Current.CancellationToken);

        Assert.Equal((ReaderReason.Current, ReaderReason.NeedsSnapshot), (before.Reason, after.Reason));
    }

    [Fact]
    public void StartOf_TooManyNames_RefusesNewOnesOnly()
    {
        var store = new ReaderStore(_hub.Core.Store);
        for (var i = 0; i < ReaderBook.MaxReaders; i++)
            store.Write(new ReaderRow { Name = $"reader-{i}", Owner = "app" }, new SubscribeRequest { Name = $"reader-{i}" });
        var book = Book();

        var known = StartOf(book, new SubscribeRequest { Name = "reader-7", Now = true });
        var refused = Assert.Throws<HubException>(() => StartOf(book, new SubscribeRequest { Name = "one-more" }));

        Assert.Equal(DeliveryPosition.After(_hub.Core.Log.Head), known.Position);
        Assert.Equal("TOO_MANY_READERS", refused.Refusal.Reason);
    }

    [Fact]
    public void Drop_WhileAStreamLeaves_DoesNotComeBack()
    {
        var request = new SubscribeRequest { Name = "gone-app", Now = true };
        var filter = new Filter(request, FieldView.Of(_caller, []));
        var book = Book();
        var stream = book.Open(request, filter, Resumption.Of(request, filter, _hub.Core.Log), _caller)!;

        book.Drop(book.Find("gone-app"));
        stream.Dispose();

        Assert.Throws<HubException>(() => book.Find("gone-app"));
        Assert.Empty(Book().All);
    }

    private static Resumption StartOf(ReaderBook book, SubscribeRequest request) =>
        book.StartOf(request, new Filter(request, FieldView.Of(_caller, [])), _caller);

    private ByteString Acknowledge(string name)
    {
        var request = new SubscribeRequest { Name = name, FromRevision = 0 };
        var filter = new Filter(request, FieldView.Of(_caller, []));
        var book = Book();
        using var stream = book.Open(request, filter, Resumption.Of(new SubscribeRequest { Now = true }, filter, _hub.Core.Log), _caller)!;
        var head = _hub.Core.Log.Find(_hub.Core.Log.Head)!;
        var position = DeliveryPosition.After(head.LastRevision);
        var bookmark = new Bookmark(_hub.Core.Log.Epoch, position, filter.BookmarkDigest, filter.RightsDigest, Bookmark.ChainOf(head.Chain)).Write();
        _ = book.Acknowledge(book.Find(name), bookmark);
        Assert.Equal(bookmark, book.Find(name).Row.Bookmark);
        return bookmark;
    }
}
