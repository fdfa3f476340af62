using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Cli.Mirror;

public sealed class PostgresMirrorTests(DatabaseServers servers) : MirrorTests
{
    [Fact]
    public async Task RunAsync_NewTable_SaysWhatItsColumnsAre()
    {
        await Hub.MirrorAsync(Database);

        Assert.Equal([["平台基本信息", "平台名称"]], Database.Rows("""
            SELECT obj_description('platform_profile'::regclass), col_description('platform_profile'::regclass, ordinal_position::int)
            FROM information_schema.columns WHERE table_name = 'platform_profile' AND column_name = 'name'
            """));
        Assert.Equal([["注册资本（出资额）·注册资本数额"]], Database.Rows("""
            SELECT col_description('enterprise_registration'::regclass, ordinal_position::int)
            FROM information_schema.columns WHERE table_name = 'enterprise_registration' AND column_name = 'capital_amount'
            """));
    }

    private protected override Task<TestDatabase> DatabaseAsync() => servers.PostgresAsync();
}
