using DataBus.Hub;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Intake;

/// <summary>What an adapter tells of its columns on opening.</summary>
public sealed class ColumnsTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";

    private readonly CoreFixture _hub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task OpenAsync_SameColumnsAgain_EntersThemOnce()
    {
        var first = await RevisionsAsync(Field("code", "梯度"));
        var same = await RevisionsAsync(Field("code", "梯度"));
        var other = await RevisionsAsync(Field("code", "梯度", "级别"));
        var none = await RevisionsAsync();

        // The lease is an entry each time.
        Assert.Equal((2UL, 1UL, 2UL, 1UL), (first, same, other, none));
        Assert.Equal(["梯度", "级别"], await ToldAsync());
        await _hub.RebuildViewsAsync();
        Assert.Equal(["梯度", "级别"], await ToldAsync());
    }

    [Fact]
    public async Task OpenAsync_TooManyFields_IsRefused()
    {
        var fields = Enumerable.Range(0, 2_001).Select(number => Field($"f{number}", "列")).ToArray();

        var refused = await Assert.ThrowsAsync<HubException>(() => RevisionsAsync(fields));

        Assert.Equal(StatusCode.InvalidArgument, refused.Refusal.Code);
        Assert.Equal(2UL, await RevisionsAsync(fields[1..]));
    }

    private async Task<ulong> RevisionsAsync(params FieldColumns[] columns)
    {
        var before = _hub.Core.Log.Head;
        await _hub.Core.Intake.OpenAsync(new Open { Source = Source, Holder = "test", TakeOver = true, Columns = { columns } }, Token);
        return _hub.Core.Log.Head - before;
    }

    private async Task<IEnumerable<string>> ToldAsync()
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return Assert.Single(view.FindSource(Source)!.Columns.Fields).Columns;
    }

    private static FieldColumns Field(string field, params string[] columns) =>
        new() { Facet = "enterprise.tier_label", Field = field, Columns = { columns } };
}
