using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

public sealed class MariaDbSourceTests(DatabaseServers servers) : SqlSourceTests
{
    [Fact]
    public async Task ReadAsync_LowerVersionCommittedLate_IsReadByTheOverlapThatIsThereUndeclared()
    {
        var registry = await NewAsync();
        var source = registry.Source();
        await using var late = registry.Database.Open();
        await using var open = await late.BeginTransactionAsync(Token);
        using (var insert = late.CreateCommand())
        {
            (insert.Transaction, insert.CommandText) = (open, SqlSourceFixture.Insert("b", 5, "乙"));
            await insert.ExecuteNonQueryAsync(Token);
        }
        registry.Execute(SqlSourceFixture.Insert("c", 900, "丙"));
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        await open.CommitAsync(Token);

        await SourceDriver.RunAsync(source, registry.Hub, Token);
        var passes = registry.Hub.Passes.Count;
        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        Assert.Equal(["丙", "乙"], registry.Hub.Items().Select(item => item.Change.Registration.Name));
        Assert.Equal(passes, registry.Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_TimesAsVersions_OverlapByTheirTime()
    {
        var registry = await NewAsync("overlap: 1m", version: "DATETIME(6)");
        registry.Put("a", "'2026-11-24 10:00:00.123456'", "甲");
        var source = registry.Source();
        await SourceDriver.RunAsync(source, registry.Hub, Token);
        registry.Put("b", "'2026-11-24 09:59:30'", "乙");
        registry.Put("c", "'2026-11-24 09:58:30'", "太早");

        await SourceDriver.RunAsync(source, registry.Hub, Token);

        Assert.Equal(["甲", "乙"], registry.Hub.Items().Select(item => item.Change.Registration.Name));
        Assert.Contains("2026-11-24T10:00:00.1234560\"", registry.Hub.Position, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2026, 11, 24, 2, 0, 0, DateTimeKind.Utc).AddTicks(1234560), registry.Hub.Items().First().Change.SourceVersion.Time.ToDateTime());
    }

    [Fact]
    public async Task ReadAsync_OverlapInTheWrongUnit_SaysWhichIsRight()
    {
        var registry = await NewAsync("overlap: 10", version: "DATETIME");
        registry.Put("a", "'2026-11-24 10:00:00'", "甲");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => SourceDriver.RunAsync(registry.Source(), registry.Hub, Token));

        Assert.Contains("overlap should be a duration", error.Message, StringComparison.Ordinal);
    }

    private protected override Task<TestDatabase> DatabaseAsync() => servers.MariaDbAsync();
}
