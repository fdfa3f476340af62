using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Cli.Mirror;

public sealed class MariaDbMirrorTests(DatabaseServers servers) : MirrorTests
{
    [Fact]
    public async Task RunAsync_NewTable_SaysWhatItsColumnsAre()
    {
        await Hub.MirrorAsync(Database);

        Assert.Equal([["平台名称", "utf8mb4_nopad_bin"]], Database.Rows(
            "SELECT COLUMN_COMMENT, COLLATION_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'platform_profile' AND COLUMN_NAME = 'name'"));
        Assert.Equal([["平台基本信息"]], Database.Rows(
            "SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'platform_profile'"));
    }

    private protected override Task<TestDatabase> DatabaseAsync() => servers.MariaDbAsync();
}
