using DataBus.Adapters;
using static DataBus.Tests.Adapters.Kit.FileSourceFixture;

namespace DataBus.Tests.Adapters.Kit;

public sealed class FileSourceContractTests : SourceContractTests
{
    private FileSourceFixture _files = New();

    protected override int Stops => 12;

    private protected override ISource Source() => _files.Source();

    protected override void Reset()
    {
        _files.Dispose();
        _files = New();
    }

    protected override void Dispose(bool disposing) => _files.Dispose();

    private static FileSourceFixture New()
    {
        var files = new FileSourceFixture();
        files.Drop("full_20261101.csv", Full(Row(1), Row(2), Row(2), Row(3, "?"), "a,b", Row(4), Row(5).Replace("示例企业5", "卫津南路", StringComparison.Ordinal)));
        files.Drop("full_20261102.csv", Full(Row(1), Row(2, until: "2028-12-31"), Row(3, "?"), Row(6), Row(7), Row(7, until: "2028-12-31")));
        files.Drop("changes_20261103.csv", Changes(Row(1), Row(8)));
        files.Drop("changes_20261104.csv", $"{Header}\n");
        files.Drop("changes_20261105.csv", "nonsense\n");
        return files;
    }
}
