using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Adapters.Kit;

public sealed class SqlWholeContractTests : SourceContractTests
{
    private SqlSourceFixture _registry = New();

    protected override int Stops => 4;

    private protected override ISource Source() => _registry.Source();

    protected override void Reset()
    {
        _registry.Dispose();
        _registry = New();
    }

    protected override void Dispose(bool disposing) => _registry.Dispose();

    private static SqlSourceFixture New()
    {
        var registry = new SqlSourceFixture(new SqliteDatabase(), version: null);
        registry.Put("a", 1, "甲");
        registry.Put("c", 1, "丙");
        registry.Put("x", 1, "无码", "");
        registry.Put("b", 1, "乙");
        return registry;
    }
}
