using System.Text;
using DataBus.Adapters;
using DataBus.V1;
using static DataBus.Tests.Adapters.Kit.FileSourceFixture;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>Files that cannot be read at all, and rows that cannot be read in a file that can.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly FileSourceFixture _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeHub Hub => _files.Hub;

    [Fact]
    public async Task ReadAsync_CutGz_FailsWhole()
    {
        var gz = Gz(Full([.. Enumerable.Range(1, 500).Select(i => Row(i))]));
        _files.Drop("full_20261101.csv.gz", gz[..(gz.Length / 2)]);
        _files.Drop("full_20261102.csv.gz", gz[..^4]);

        await _files.RunAsync(Token);

        Assert.All(Hub.Passes, p => Assert.Contains("gz", p.Pass.Close.Reason, StringComparison.Ordinal));
        Assert.Equal([PassEnd.Failed, PassEnd.Failed], Hub.Passes.Select(p => p.Pass.Close.End));
        Assert.Empty(Hub.Items());
    }

    [Fact]
    public async Task ReadAsync_OneWrongByteInUtf8_FailsWithItsLine()
    {
        var bytes = Encoding.UTF8.GetBytes(Full(Row(1), Row(2), Row(3), Row(4)));
        bytes[Encoding.UTF8.GetByteCount($"{Header}\n{Row(1)}\n") + 1] = 0xFF;
        _files.Drop("full_20261101.csv", bytes);

        await _files.RunAsync(Token);

        var close = Assert.Single(Hub.Passes).Pass.Close;
        Assert.Equal(PassEnd.Failed, close.End);
        Assert.Contains("line 3", close.Reason, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Path.Combine(_files.Folder, "failed", "full_20261101.csv.report.txt"), Token);
        Assert.Contains("line 3", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("企业名称,统一社会信用代码,梯度,梯度,证书编号,有效期", "doubled columns 梯度")]
    [InlineData("姓名,电话", "no file of this source")]
    [InlineData("", "empty")]
    public async Task ReadAsync_NoSoundHeader_FailsBeforeARowIsHeld(string header, string named)
    {
        _files.Drop("full_20261101.csv", header.Length == 0 ? "" : $"{header}\n{Row(1)}\n#END,1\n");
        _files.Drop("full_20261102.csv", Full(Row(1)));

        await _files.RunAsync(Token);

        Assert.Equal([PassEnd.Failed, PassEnd.Whole], Hub.Passes.Select(p => p.Pass.Close.End));
        Assert.Contains(named, Hub.Passes[0].Pass.Close.Reason, StringComparison.Ordinal);
        Assert.Equal(0UL, Hub.Passes[0].Tallies.Held);
    }

    [Theory]
    [InlineData("企业名称,统一社会信用代码,等级,证书编号,有效期", "gone 梯度 (line 21); new 等级")]
    [InlineData("企业名称,统一社会信用代码,梯度,有效期", "gone 证书编号")]
    [InlineData("企业名称,统一社会信用代码,梯度,证书编号,有效期,电话", "new 电话")]
    public async Task ReadAsync_ColumnsDrifted_StopsAndLeavesTheFileWhereItLies(string header, string named)
    {
        _files.Drop("full_20261101.csv", $"{header}\n{Row(1)}\n#END,1\n");

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => _files.RunAsync(Token));

        Assert.Contains(named, drift.Message, StringComparison.Ordinal);
        Assert.Empty(Hub.Batches);
        Assert.Equal(["full_20261101.csv"], _files.Names("."));
    }

    [Fact]
    public async Task ReadAsync_DriftedFileWasReplaced_IsRead()
    {
        _files.Drop("full_20261101.csv", "企业名称,梯度\n示例,一级\n#END,1\n");
        await Assert.ThrowsAsync<SourceDriftException>(() => _files.RunAsync(Token));

        _files.Drop("full_20261101.csv", Full(Row(1)));
        await _files.RunAsync(Token);

        Assert.Equal(1UL, Hub.Sum.Accepted);
        Assert.Equal(["full_20261101.csv"], _files.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_MostValuesChangedTheirForm_StopsBeforeARowIsHeld()
    {
        _files.Drop("changes_20261101.csv", Changes([.. Enumerable.Range(1, 30).Select(i => Row(i, until: i < 15 ? "2027-12-31" : "31.12.2027"))]));

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => _files.RunAsync(Token));

        Assert.Contains("16 of 30 values break kit.date", drift.Message, StringComparison.Ordinal);
        Assert.Contains("有效期", drift.Message, StringComparison.Ordinal);
        Assert.Empty(Hub.Batches);
    }

    [Fact]
    public async Task ReadAsync_HalfOfTheValuesAreWrong_HoldsTheirRows()
    {
        _files.Drop("changes_20261101.csv", Changes([.. Enumerable.Range(1, 30).Select(i => Row(i, i <= 15 ? "高新技术企业" : "一级"))]));

        await _files.RunAsync(Token);

        Assert.Equal((15UL, 15UL), (Hub.Sum.Accepted, Hub.Sum.Held));
    }

    [Theory]
    [InlineData("示例企业9,91120112MA0000099X,科技型中小企业")]
    [InlineData("示例企业9,91120112MA0000099X,科技型中小企业,A1,2027,多")]
    [InlineData("\"示例企业9,91120112MA0000099X,科技型中小企业,A1,2027")]
    public async Task ReadAsync_RowOfWrongShape_IsHeldAndItsNeighboursAreAccepted(string bad)
    {
        _files.Drop("full_20261101.csv", Full(Row(1), bad, Row(2), "", Row(3)).Replace("#END,5", "#END,4", StringComparison.Ordinal));

        await _files.RunAsync(Token);

        Assert.Equal((3UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held));
        var held = Assert.Single(Hub.Items(), i => i.Change is null);
        Assert.Equal((2UL, "kit.row_shape"), (held.Row, Assert.Single(held.Violations).Rule));
        Assert.True(Hub.Passes[0].Pass.Close.ProvenComplete);
        Assert.DoesNotContain("示例企业9", held.Raw.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NewlineInsideAField_IsOneHeldRow()
    {
        _files.Drop("changes_20261101.csv", Changes(Row(1), "\"示例\n企业\",X,科技型中小企业,A1,2027-12-31", Row(2)));

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held));
    }

    [Fact]
    public async Task ReadAsync_RowWithoutKey_IsHeldWithAllowListedColumnsOnly()
    {
        _files.Drop("changes_20261101.csv", Changes("示例企业,,科技型中小企业,A1,2027-12-31"));

        await _files.RunAsync(Token);

        var held = Assert.Single(Hub.Items());
        Assert.Null(held.Change);
        Assert.Equal("""{"统一社会信用代码":"","梯度":"科技型中小企业","证书编号":"A1"}""", held.Raw.ToStringUtf8());
        Assert.Equal("kit.key", Assert.Single(held.Violations).Rule);
    }

    public void Dispose() => _files.Dispose();
}
