using DataBus.Adapters;
using DataBus.Adapters.Rereads;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Adapters.Kit;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Rereads;

/// <summary>Databases and APIs, read again beside their normal reading.</summary>
public sealed class WholeSourceTests
{
    private readonly List<string> _failed = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_Api_WalksAllFeedsThoughNothingIsNew()
    {
        using var ip = new HttpSourceFixture();
        await SourceDriver.RunAsync(ip.Source(), ip.Hub, Token);
        var position = ip.Hub.Position;

        var rows = await ReadAsync(ip.Source);

        Assert.Equal(["L1", "L2", "L3", "E1", "E2", "E3"], rows.Select(row => row.Item.Change.Licence?.FilingNumber ?? row.Item.Change.LegalEvent.EventId));
        Assert.Equal(position, ip.Hub.Position);
    }

    [Theory]
    [InlineData("INTEGER")]
    [InlineData(null)]
    public async Task ReadAsync_Database_ReadsAllRowsThoughNothingIsNew(string? version)
    {
        using var registry = new SqlSourceFixture(new SqliteDatabase(), version: version);
        registry.Put("1", 5, "甲");
        registry.Put("2", 6, "乙");
        var normal = registry.Source();
        await SourceDriver.RunAsync(normal, registry.Hub, Token);

        var rows = await ReadAsync(registry.Source);
        registry.Put("3", 7, "丙");
        await SourceDriver.RunAsync(normal, registry.Hub, Token);

        Assert.Equal(["甲", "乙"], rows.Select(row => row.Item.Change.Registration.Name));
        Assert.Equal("丙", registry.Hub.Items().Last().Change.Registration.Name);
    }

    [Fact]
    public async Task ReadAsync_TableHasOtherColumnsNow_SaysSoAndGoesOn()
    {
        using var registry = new SqlSourceFixture(new SqliteDatabase());
        registry.Put("1", 5, "甲");
        registry.Execute("ALTER TABLE registration RENAME COLUMN name TO title");

        Assert.Empty(await ReadAsync(registry.Source));

        Assert.Contains("name", Assert.Single(_failed), StringComparison.Ordinal);
    }

    private async Task<List<RereadRow>> ReadAsync(Func<ISource> open) =>
        await new WholeSource(open).ReadAsync([new Reread { Id = 1 }], _failed.Add, Token).ToListAsync(Token);
}
