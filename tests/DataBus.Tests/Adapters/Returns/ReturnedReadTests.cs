using DataBus.Adapters.Returns;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.Tests.Adapters.Kit.Workbooks;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Tests.Adapters.Returns;

/// <summary>A return workbook that comes back corrected into the drop folder of its source.</summary>
public sealed class ReturnedReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task ReadAsync_Corrected_IsPushedByTheSameMappingAndSaysWhatItAnswers(string extension)
    {
        using var bureau = new ReturnFixture(extension);
        bureau.Drop(ReturnFixture.Returned(101, "A1", "T9"), ReturnFixture.Returned(102, "A2", "T9"))
            .Set("梯度", 2, TestWorkbook.Text("T1")).Set("梯度", 3, TestWorkbook.Text("T2")).ShareTexts();

        await bureau.RunAsync();

        var (pass, tallies) = Assert.Single(bureau.Hub.Passes);
        Assert.Equal((PassMode.Changes, PassEnd.Whole, 2UL, 2UL), (pass.Mode, pass.Close.End, pass.Close.RowsRead, tallies.Accepted));
        Assert.Equal(
            [("T1", "A1", 101UL, 1UL), ("T2", "A2", 102UL, 2UL)],
            bureau.Hub.Items().Select(item => (item.Change.TierLabel.Code, item.Change.TierLabel.Certificate, item.Answers, item.Row)));
        Assert.All(bureau.Hub.Items(), item => Assert.DoesNotContain("退回", item.Raw.ToStringUtf8(), StringComparison.Ordinal));
        Assert.Equal([ReturnFixture.Workbook], bureau.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_CorrectedAfterFiles_IsNewerThanTheyAreAndOlderThanTheNextOne()
    {
        using var bureau = new ReturnFixture();
        bureau.Hub.Floor = "2026-11-24";
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,A0,2026-01-01");
        bureau.Drop(ReturnFixture.Returned(101, "A1"));
        await bureau.RunAsync();
        // Made on the day of the file before, at whatever hour.
        bureau.Drop("full_20261126.csv", $"{ReturnFixture.Uscc},T1,A1,2026-02-02");

        await bureau.RunAsync();

        Assert.Equal(["2026-11-25", "2026-11-25T00:00:01+08:00", "2026-11-26"], bureau.Hub.Passes.Select(pass => pass.Pass.File.AsOf));
        Assert.All(bureau.Hub.Passes, pass => Assert.Equal(PassEnd.Whole, pass.Pass.Close.End));
        var versions = bureau.Hub.Items().Select(item => item.Change.SourceVersion.Time.ToDateTimeOffset()).ToList();
        Assert.Equal(versions.Order(), versions);
        Assert.Equal(3, versions.Distinct().Count());
        Assert.Contains("退回.as-of-20261125T000001.xlsx", bureau.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_TwoWorkbooksOneAfterTheOther_KeepTheirOrder()
    {
        using var bureau = new ReturnFixture();
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,A0,2026-01-01");
        bureau.Drop(ReturnFixture.Returned(101, "A1"));
        await bureau.RunAsync();
        bureau.Drop(ReturnFixture.Returned(102, "A2"));

        await bureau.RunAsync();

        Assert.Equal("2026-11-25T00:00:02+08:00", bureau.Hub.Passes[^1].Pass.File.AsOf);
    }

    [Fact]
    public async Task ReadAsync_SameWorkbookAgain_IsKnown()
    {
        using var bureau = new ReturnFixture();
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,A0,2026-01-01");
        bureau.Drop(ReturnFixture.Returned(101, "A1"));
        await bureau.RunAsync();
        bureau.Drop("full_20261126.csv", $"{ReturnFixture.Uscc},T1,A1,2026-02-02");
        await bureau.RunAsync();
        File.Copy(bureau.PathOf("done/退回.as-of-20261125T000001.xlsx"), bureau.PathOf("再来一次.xlsx"));

        await bureau.RunAsync();

        Assert.Equal((PassEnd.AlreadyRead, 1UL), (bureau.Hub.Passes[^1].Pass.Close.End, bureau.Hub.Passes[^1].Tallies.Known));
    }

    [Fact]
    public async Task ReadAsync_KilledAfterEveryBatch_PushesEachRowOnce()
    {
        using var bureau = new ReturnFixture();
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,A0,2026-01-01");
        bureau.Drop([.. Enumerable.Range(101, 5).Select(id => ReturnFixture.Returned((ulong)id, $"C{id}"))]);

        while (!await SourceDriver.RunAsync(bureau.Reader(), bureau.Hub, Token, maxItems: 1, stopAfter: 1))
        {
        }

        Assert.Equal([0UL, 101, 102, 103, 104, 105], bureau.Hub.Items().Select(item => item.Answers));
        Assert.Equal(2, bureau.Hub.Passes.Count);
    }

    [Fact]
    public async Task ReadAsync_HubIsNew_ReadsTheWorkbookAgainWhereItStood()
    {
        using var bureau = new ReturnFixture();
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,A0,2026-01-01");
        bureau.Drop(ReturnFixture.Returned(101, "A1"));
        await bureau.RunAsync(fresh: true);
        bureau.Drop("changes_20261126.csv", $"{ReturnFixture.Uscc},T1,A1,2026-02-02");
        await bureau.RunAsync(fresh: true);
        Assert.Equal(3, bureau.Hub.Passes.Count);
        var restored = new FakeHub();

        await SourceDriver.RunAsync(bureau.Reader(), restored, Token, fresh: true);

        Assert.Equal(["2026-11-25", "2026-11-25T00:00:01+08:00", "2026-11-26"], restored.Passes.Select(pass => pass.Pass.File.AsOf));
        Assert.Equal(["2026-02-02"], restored.Items().Where(item => item.Change.TierLabel.Certificate == "A1").Select(item => item.Change.TierLabel.ValidFrom).TakeLast(1));
    }

    [Theory]
    [InlineData("梯度", "等级", "退回表中的列不见了 (删去或改了名): 梯度")]
    [InlineData(ReturnColumns.Number, "编号", "缺少列: 【退回】编号")]
    [InlineData(ReturnColumns.Problem, "备注", "多出了列: 备注")]
    [InlineData(ReturnColumns.Problem, "梯度", "列重复: 梯度")]
    public async Task ReadAsync_ColumnChanged_FailsAsAWhole(string column, string renamed, string reason)
    {
        using var bureau = new ReturnFixture();
        bureau.Drop(ReturnFixture.Returned(101, "A1"), ReturnFixture.Returned(102, "A2")).Set(column, 1, TestWorkbook.Text(renamed));

        await FailsAsync(bureau, reason);
    }

    [Theory]
    [InlineData("", "第 3 行: 退回表的样子变了, 整份没有读取. 没有“【退回】编号”")]
    [InlineData("103", "编号“103”不是数源 science.tier-labels 退回时的编号")]
    [InlineData("102-0000", "编号“102-0000”不是数源")]
    [InlineData("first", "编号“101-")]
    public async Task ReadAsync_NumberChanged_FailsAsAWhole(string number, string reason)
    {
        using var bureau = new ReturnFixture();
        bureau.Drop(ReturnFixture.Returned(101, "A1"), ReturnFixture.Returned(102, "A2"))
            .Set(ReturnColumns.Number, 3, TestWorkbook.Text(number == "first" ? ReturnNumber.Of(ReturnFixture.Source, 101) : number));

        await FailsAsync(bureau, reason);
    }

    [Fact]
    public async Task ReadAsync_WorkbookOfAnotherSource_FailsAsAWhole()
    {
        using var bureau = new ReturnFixture();
        var other = ReturnFixture.Returned(101, "A1");
        other.Item.Source = "industry.tier-labels";
        bureau.Drop(other);

        await FailsAsync(bureau, "不是数源 science.tier-labels 退回时的编号");
    }

    [Fact]
    public async Task ReadAsync_MappingReadsWhatNeverLeftTheBureau_AsksForIt()
    {
        using var bureau = new ReturnFixture();
        bureau.Yaml = bureau.Yaml.Replace("code: 梯度,", "code: 梯度, source_agency: 认定机关,", StringComparison.Ordinal);
        bureau.Drop(ReturnFixture.Returned(101, "A1"));

        await FailsAsync(bureau, "没有离开过本部门 (不在 raw 中), 原文件也已不在 done/ 中, 请在表中补上列名和内容: 认定机关");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task ReadAsync_MappingReadsWhatNeverLeftTheBureau_TakesItFromTheFileThatTheRowCameIn(string extension)
    {
        using var bureau = new ReturnFixture(extension);
        bureau.Yaml = bureau.Yaml.Replace("raw: [信用代码, 梯度, 证书编号, 有效期]", "raw: [信用代码, 证书编号]", StringComparison.Ordinal);
        string[][] rows = [["信用代码", "梯度", "证书编号", "有效期"], [ReturnFixture.Uscc, "T1", "A1", "2026-01-01"], [ReturnFixture.Uscc, "T2", "A2", "2026-02-02"]];
        if (extension == "csv")
            bureau.Drop("full_20261125.csv", [.. rows[1..].Select(row => string.Join(',', row))]);
        else
            await File.WriteAllBytesAsync(bureau.PathOf("full_20261125.xlsx"), new TestWorkbook().Sheet("名单", [.. rows.Select(row => TestWorkbook.Row(row))]).ToBytes(), Token);
        await bureau.RunAsync();
        var pass = bureau.Hub.Passes[0].Pass.Id;
        string Raw(string certificate) => $$"""{"信用代码":"{{ReturnFixture.Uscc}}","证书编号":"{{certificate}}"}""";
        bureau.Drop(ReturnFixture.OfRaw(102, Raw("A2"), [], pass), ReturnFixture.OfRaw(101, Raw("A1"), [], pass))
            .Set("证书编号", 2, TestWorkbook.Text("B2"))
            // A column that did not go out is corrected in one row, and left as it was in the other.
            .Edit((sheet, names) =>
            {
                var last = names.Count;
                foreach (var (row, text) in sheet.Descendants<Row>().Zip(["有效期", "2026-03-03", ""]).Where(cell => cell.Second.Length > 0))
                    row.Append(new Cell { CellReference = CellName.Of(last, row.RowIndex!.Value), DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) });
            });

        await bureau.RunAsync();

        Assert.Equal(
            [("T2", "B2", "2026-03-03", 102UL), ("T1", "A1", "2026-01-01", 101UL)],
            bureau.Hub.Batches[^1].Items.Select(item => (item.Change.TierLabel.Code, item.Change.TierLabel.Certificate, item.Change.TierLabel.ValidFrom, item.Answers)));
        Assert.All(bureau.Hub.Batches[^1].Items, item => Assert.DoesNotContain("2026", item.Raw.ToStringUtf8(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_TextThatWentOutCut_IsWholeAgain()
    {
        using var bureau = new ReturnFixture();
        var certificate = new string('长', 300);
        bureau.Drop("full_20261125.csv", $"{ReturnFixture.Uscc},T1,{certificate},2026-01-01", $"{ReturnFixture.Uscc},T1,短…,2026-01-01");
        await bureau.RunAsync();
        var pass = bureau.Hub.Passes[0].Pass.Id;
        string Raw(string text) => $$"""{"信用代码":"{{ReturnFixture.Uscc}}","梯度":"T1","证书编号":"{{text}}","有效期":"2026-01-01"}""";
        bureau.Drop(ReturnFixture.OfRaw(101, Raw(certificate[..200] + "…"), pass: pass), ReturnFixture.OfRaw(102, Raw("短…"), pass: pass))
            .Set("有效期", 2, TestWorkbook.Text("2026-02-02"));

        await bureau.RunAsync();

        Assert.Equal(
            [(certificate, "2026-02-02"), ("短…", "2026-01-01")],
            bureau.Hub.Batches[^1].Items.Select(item => (item.Change.TierLabel.Certificate, item.Change.TierLabel.ValidFrom)));
    }

    [Fact]
    public async Task ReadAsync_RowsDeletedAndRowsThatCouldNotBeTakenApart_AreLeftOut()
    {
        using var bureau = new ReturnFixture();
        bureau.Drop(ReturnFixture.Returned(101, "A1"), ReturnFixture.OfRaw(102, "甲,乙,\"丙", []), ReturnFixture.Returned(103, "A3"))
            .Edit((sheet, _) => sheet.Descendants<Row>().Single(row => row.RowIndex! == 2).Remove());

        await bureau.RunAsync();

        Assert.Equal([103UL], bureau.Hub.Items().Select(item => item.Answers));
        Assert.Equal(1UL, Assert.Single(bureau.Hub.Passes).Pass.Close.RowsRead);
    }

    [Fact]
    public async Task ReadAsync_WorkbookWithASheetOfThatNameOnly_IsAnOrdinaryFile()
    {
        using var bureau = new ReturnFixture("xlsx");
        var workbook = new TestWorkbook().Sheet("退回", TestWorkbook.Row("信用代码", "梯度", "证书编号", "有效期"), TestWorkbook.Row(ReturnFixture.Uscc, "T1", "A1", "2026-01-01"));
        await File.WriteAllBytesAsync(bureau.PathOf("full_20261125.xlsx"), workbook.ToBytes(), Token);

        await bureau.RunAsync();

        Assert.Equal((PassMode.Full, "2026-11-25"), (bureau.Hub.Passes.Single().Pass.Mode, bureau.Hub.Passes.Single().Pass.File.AsOf));
    }

    private static async Task FailsAsync(ReturnFixture bureau, string reason)
    {
        await bureau.RunAsync();

        var close = Assert.Single(bureau.Hub.Passes).Pass.Close;
        Assert.Equal(PassEnd.Failed, close.End);
        Assert.Contains(reason, close.Reason, StringComparison.Ordinal);
        Assert.Empty(bureau.Hub.Items());
        Assert.Equal([ReturnFixture.Workbook, $"{ReturnFixture.Workbook}.report.txt"], bureau.Names("failed"));
        Assert.Null(bureau.Hub.PausedReason);
    }
}
