using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

/// <summary>Complete files of a source that has several lists.</summary>
public sealed class SeveralListsTests : IAsyncDisposable
{
    private const string Source = "science.innovation";
    private readonly CoreFixture _hub = new();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task CommitAsync_MissedByTwoListsOfItsOwn_IsDeletedWhateverOtherListsTell()
    {
        var source = await _hub.OpenAsync(Source);
        var body = Body();
        _ = await source.PushAsync(body);

        var once = await source.PushAsync(List("2026-11-18", "enterprise.rd_body", Addresses.Of(body)!));
        _ = await source.PushAsync(List("2026-11-18b", "enterprise.service_case"));
        var twice = await source.PushAsync(List("2026-11-19", "enterprise.rd_body", Addresses.Of(body)!));

        Assert.Equal(0UL, once.PassTallies.Deleted);
        Assert.Equal(1UL, twice.PassTallies.Deleted);
    }

    [Fact]
    public async Task CommitAsync_MetAgainByItsOwnList_IsKept()
    {
        var source = await _hub.OpenAsync(Source);
        var body = Body();
        _ = await source.PushAsync(body);

        _ = await source.PushAsync(List("2026-11-18", "enterprise.rd_body", Addresses.Of(body)!));
        _ = await source.PushAsync(List("2026-11-19", "enterprise.rd_body"));
        var again = await source.PushAsync(List("2026-11-20", "enterprise.rd_body", Addresses.Of(body)!));

        Assert.Equal(0UL, again.PassTallies.Deleted);
        Assert.True((await _hub.SlotAsync(body))!.IsLive);
    }

    private static Change Body() => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
        RdBody = new RdBody { Number = "1", Name = "示例研究院", Kind = "INSTITUTE", FoundedOn = "2022-01-01" },
    };

    private static Batch List(string asOf, string facet, params Address[] absent)
    {
        var file = Samples.CompleteFile(asOf, absent);
        file.Pass.Close.Covers.Add(facet);
        return file;
    }
}
