using DataBus.Hub.Entities;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Entities;

public sealed class KeptViewsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestLog _log = new();
    private readonly KeptViews _views;

    public KeptViewsTests() => _views = new KeptViews(_time);

    public void Dispose()
    {
        _views.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void Find_WithinItsTime_KeepsOnFromThere()
    {
        var kept = Keep();
        _time.Advance(TimeSpan.FromSeconds(50));
        _views.Find(kept.Id)!.Dispose();

        _time.Advance(TimeSpan.FromSeconds(50));

        Assert.NotNull(_views.Find(kept.Id));
    }

    [Fact]
    public void Find_AfterItsTime_IsNull()
    {
        var kept = Keep();

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(_views.Find(kept.Id));
    }

    [Fact]
    public void Keep_TooMany_DropsTheOneThatWouldGoFirst()
    {
        var first = Keep();
        _time.Advance(TimeSpan.FromSeconds(1));

        for (var i = 0; i < 64; i++)
            Keep();

        Assert.Null(_views.Find(first.Id));
    }

    [Fact]
    public void Drop_WhileItsPageIsRead_WaitsForThePage()
    {
        var view = new CountingReader();
        var kept = _views.Keep(view);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(_views.Find(kept.Id));
        Assert.Equal(0, view.Disposed);

        kept.Dispose();

        Assert.Equal(1, view.Disposed);
    }

    private KeptView Keep()
    {
        var kept = _views.Keep(_log.Newest());
        kept.Dispose();
        return kept;
    }
}
