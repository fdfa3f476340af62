using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Cli.Mirror;

public sealed class SqliteMirrorTests : MirrorTests
{
    private protected override Task<TestDatabase> DatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
