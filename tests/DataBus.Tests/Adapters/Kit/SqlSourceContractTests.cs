using DataBus.Adapters;
using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Adapters.Kit;

public sealed class SqlSourceContractTests : SourceContractTests
{
    private SqlSourceFixture _registry = New();

    protected override int Stops => 8;

    private protected override ISource Source() => _registry.Source();

    protected override void Reset()
    {
        _registry.Dispose();
        _registry = New();
    }

    protected override void Dispose(bool disposing) => _registry.Dispose();

    private static SqlSourceFixture New()
    {
        var registry = new SqlSourceFixture(new SqliteDatabase(), "sweep: {every: 10m, once: 1}");
        registry.Put("a", 1, "甲");
        registry.Put("c", 3, "丙");
        registry.Put("b", 3, "乙");
        registry.Put("x", 4, "无码", "");
        registry.Put("d", 9, "丁");
        registry.Execute("INSERT INTO registration VALUES ('n', NULL, '无版本', 'Cn', NULL)");
        return registry;
    }
}
