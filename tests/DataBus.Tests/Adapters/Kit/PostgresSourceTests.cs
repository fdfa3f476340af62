using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

public sealed class PostgresSourceTests(DatabaseServers servers) : SqlSourceTests
{
    [Fact]
    public async Task ReadAsync_LowerVersionCommittedLate_IsReadAndThenTheFenceRises()
    {
        var registry = await NewAsync();
        registry.Put("a", 1, "甲");
        var source = registry.Source();
        await UntilFenceAsync(registry, source, 1);
        await using var late = registry.Database.Open();
        await using (var open = await late.BeginTransactionAsync(Token))
        {
            // It takes version 5 first and is committed after 6 was read.
            TestDatabase.Execute(late, SqlSourceFixture.Insert("b", 5, "乙"));
            registry.Put("c", 6, "丙");
            await SourceDriver.RunAsync(source, registry.Hub, Token);
            Assert.Contains("\"version\":6", registry.Hub.Position, StringComparison.Ordinal);
            Assert.Contains("\"fence\":1", registry.Hub.Position, StringComparison.Ordinal);
            await open.CommitAsync(Token);
        }

        await UntilFenceAsync(registry, source, 6);

        Assert.Equal(["甲", "丙", "乙"], registry.Hub.Items().Select(item => item.Change.Registration.Name));
        Assert.Contains("\"version\":6", registry.Hub.Position, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LateCommitWhileTheAdapterWasAway_IsReadAfterARestart()
    {
        var registry = await NewAsync();
        await using var late = registry.Database.Open();
        await using var open = await late.BeginTransactionAsync(Token);
        TestDatabase.Execute(late, SqlSourceFixture.Insert("b", 5, "乙"));
        registry.Put("c", 6, "丙");
        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);
        await open.CommitAsync(Token);

        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        Assert.Equal(["丙", "乙"], registry.Hub.Items().Select(item => item.Change.Registration.Name));
    }

    [Fact]
    public async Task ReadAsync_TimesWithAZone_AreExact()
    {
        var registry = await NewAsync(version: "TIMESTAMP(6) WITH TIME ZONE");
        registry.Put("a", "'2026-11-24 10:00:00.123456+08'", "甲");
        registry.Put("b", "'2026-11-24 02:00:00.123457+00'", "乙");

        await SourceDriver.RunAsync(registry.Source(), registry.Hub, Token);

        Assert.Equal(["甲", "乙"], registry.Hub.Items().Select(item => item.Change.Registration.Name));
        Assert.Equal([123456000, 123457000], registry.Hub.Items().Select(item => item.Change.SourceVersion.Time.Nanos));
        Assert.Contains("2026-11-24T02:00:00.1234570Z", registry.Hub.Position, StringComparison.Ordinal);
    }

    // Transactions of other tests on the server keep the fence down for a moment.
    private static async Task UntilFenceAsync(SqlSourceFixture registry, ISource source, int version)
    {
        for (var i = 0; i < 500 && !registry.Hub.Position.Contains($"\"fence\":{version}", StringComparison.Ordinal); i++)
            await SourceDriver.RunAsync(source, registry.Hub, Token);
        Assert.Contains($"\"fence\":{version}", registry.Hub.Position, StringComparison.Ordinal);
    }

    private protected override Task<TestDatabase> DatabaseAsync() => servers.PostgresAsync();
}
