using DataBus.Adapters.Declaration;
using DataBus.Adapters.Rereads;
using DataBus.Adapters.Sources.Files;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Returns;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Rereads;

/// <summary>Files that were read, read again.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private readonly ReturnFixture _bureau = new();
    private readonly List<string> _failed = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bureau.Dispose();

    [Fact]
    public async Task ReadAsync_FileThatARowCameIn_IsReadByTheMappingOfNowAndStays()
    {
        _bureau.Drop("full_20261124.csv", Row("A1"), Row("A2"));
        _bureau.Drop("full_20261125.csv", Row("A1"));
        await _bureau.RunAsync();
        var kept = _bureau.Names("done");
        _bureau.Yaml = _bureau.Yaml.Replace("certificate: 证书编号", "certificate: {template: '新{证书编号}'}", StringComparison.Ordinal);

        var rows = await ReadAsync(FactsOf("full_20261124.csv"));

        Assert.Equal([("新A1", 1UL), ("新A2", 2UL)], rows.Select(row => (row.Item.Change.TierLabel.Certificate, row.Item.Row)));
        Assert.All(rows, row => Assert.Equal(FactsOf("full_20261124.csv").Sha256, row.Sha256));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.FromHours(8)), rows[0].Item.Change.SourceVersion.Time.ToDateTimeOffset());
        Assert.Equal(kept, _bureau.Names("done"));
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task ReadAsync_FileUnderATakenName_IsFound()
    {
        _bureau.Drop("changes_20261124.csv", Row("A1"));
        await _bureau.RunAsync();
        _bureau.Drop("changes_20261124.csv", Row("A2"));
        await _bureau.RunAsync();
        Assert.Contains("2.changes_20261124.csv", _bureau.Names("done"));

        var rows = await ReadAsync(_bureau.Hub.Files[1].File);

        Assert.Equal("A2", Assert.Single(rows).Item.Change.TierLabel.Certificate);
    }

    [Fact]
    public async Task ReadAsync_FileIsGone_ReadsTheNewestFullOneAndSaysSo()
    {
        _bureau.Drop("full_20261124.csv", Row("A1"));
        _bureau.Drop("full_20261125.csv", Row("A2"));
        _bureau.Drop("changes_20261126.csv", Row("A3"));
        await _bureau.RunAsync();
        File.Delete(_bureau.PathOf("done/full_20261124.csv"));

        var rows = await ReadAsync(FactsOf("full_20261124.csv"));

        Assert.Equal("A2", Assert.Single(rows).Item.Change.TierLabel.Certificate);
        Assert.Contains("full_20261124.csv", Assert.Single(_failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoFileIsKept_SaysSo()
    {
        _bureau.Drop("full_20261124.csv", Row("A1"));
        await _bureau.RunAsync();
        File.Delete(_bureau.PathOf("done/full_20261124.csv"));

        Assert.Empty(await ReadAsync(FactsOf("full_20261124.csv"), null));

        Assert.Equal(3, _failed.Count);
    }

    [Fact]
    public async Task ReadAsync_ColumnsDrifted_SaysSo()
    {
        _bureau.Drop("full_20261124.csv", Row("A1"));
        await _bureau.RunAsync();
        _bureau.Yaml = _bureau.Yaml.Replace("certificate: 证书编号", "certificate: 证书编号, batch: 批次", StringComparison.Ordinal);

        Assert.Empty(await ReadAsync(FactsOf("full_20261124.csv")));

        Assert.Contains("缺少列 批次", Assert.Single(_failed), StringComparison.Ordinal);
    }

    private async Task<List<RereadRow>> ReadAsync(params FileFacts?[] files)
    {
        var input = (FileInput)AdapterFileParser.Parse("test.yaml", _bureau.Yaml).Sources[0].Input;
        var rows = new KeptFiles(new DropFolder(_bureau.Folder, input, once: false, TimeProvider.System), input, folder => _bureau.Reader(folder));
        return await rows.ReadAsync([.. files.Select(file => new Reread { File = file })], _failed.Add, Token).ToListAsync(Token);
    }

    private FileFacts FactsOf(string name) => _bureau.Hub.Files.Single(state => state.File.Name == name).File;

    private static string Row(string certificate) => $"{ReturnFixture.Uscc},T1,{certificate},2026-01-01";
}
