using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Adapters.Kit;

public sealed class SqliteSourceTests : SqlSourceTests
{
    private protected override Task<TestDatabase> DatabaseAsync() => Task.FromResult<TestDatabase>(new SqliteDatabase());
}
