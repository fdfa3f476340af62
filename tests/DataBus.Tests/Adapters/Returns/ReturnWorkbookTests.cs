using DataBus.Adapters.Returns;
using DataBus.Adapters.Sources.Files.Workbooks;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.V1;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Tests.Adapters.Returns;

public sealed class ReturnWorkbookTests : IDisposable
{
    private readonly ReturnFixture _bureau = new();

    public void Dispose() => _bureau.Dispose();

    [Fact]
    public void Write_Rows_HaveTheBureausColumnsThenWhatIsWrong()
    {
        var workbook = _bureau.Drop(ReturnFixture.Returned(103, "A1", "T9", columns: ["梯度"]));

        Assert.Equal(
            [ReturnFixture.Uscc, "T9", "A1", "代码不在代码表中。", "enterprise.tier_label.code.code", "第 3 行", "2026-12-01", ReturnNumber.Of(ReturnFixture.Source, 103)],
            new[] { "信用代码", "梯度", "证书编号", ReturnColumns.Problem, ReturnColumns.Rule, ReturnColumns.Place, ReturnColumns.Due, ReturnColumns.Number }
                .Select(column => workbook.TextOf(column, 2)));
        Assert.Empty(workbook.Flaws());
    }

    [Fact]
    public void Write_BadCells_AreRedAndSayWhy()
    {
        var workbook = _bureau.Drop(
            ReturnFixture.Returned(101, "A1", "T1"), ReturnFixture.Returned(102, "A2", "T9", columns: ["梯度", "证书编号"]), ReturnFixture.Returned(103, "A3", columns: ["不存在"]));

        var marks = workbook.Marks();

        Assert.Equal(
            [(ReturnColumns.Problem, 2U), (ReturnColumns.Problem, 4U), ("梯度", 3U), ("证书编号", 3U)],
            marks.Keys.OrderBy(mark => mark.Column, StringComparer.Ordinal).ThenBy(mark => mark.Row));
        Assert.Equal("代码不在代码表中。 (enterprise.tier_label.code.code)", marks[("梯度", 3)]);
    }

    [Fact]
    public void Write_TextThatLooksLikeAFormula_StaysAText()
    {
        _bureau.Drop(ReturnFixture.Returned(101, "=HYPERLINK(\"http://x\")"), ReturnFixture.Returned(102, "-1"), ReturnFixture.Returned(103, "A-1"));

        using var document = SpreadsheetDocument.Open(_bureau.PathOf(ReturnFixture.Workbook), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.First(part => part.Worksheet.Descendants<Row>().Count() == 4).Worksheet;
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        var quoted = sheet.Descendants<Cell>().Where(cell => formats[(int)cell.StyleIndex!.Value].QuotePrefix?.Value == true).Select(cell => SheetText.Of(cell.InlineString!));

        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.All(sheet.Descendants<Cell>(), cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.Equal(["=HYPERLINK(\"http://x\")", "-1"], quoted);
    }

    [Fact]
    public void Write_RowsOfOtherColumnsAndOfNone_StandInOneSheet()
    {
        var workbook = _bureau.Drop(
            ReturnFixture.Returned(101, "A1"), ReturnFixture.OfRaw(102, """{"批次":7,"信用代码":null}""", []), ReturnFixture.OfRaw(103, "甲,乙,\"丙", []),
            ReturnFixture.OfRaw(104, """{"hash":"00ff"}""", []));

        Assert.Equal(["7", ""], new[] { "批次", "信用代码" }.Select(column => workbook.TextOf(column, 3)));
        Assert.Equal(["", "", "甲,乙,\"丙", """{"hash":"00ff"}"""], Enumerable.Range(2, 4).Select(row => workbook.TextOf(ReturnColumns.Raw, (uint)row)));
        Assert.Empty(workbook.Flaws());
    }

    [Fact]
    public void Write_Guide_TellsWhoWhyAndByWhen()
    {
        ReturnWorkbook.Write(
            _bureau.PathOf(ReturnFixture.Workbook), [ReturnFixture.Returned(101, "A1")], [new DaySet { Day = "2026-11-26", Works = false }]);

        var guide = Guide();

        // Returned at two in the morning of the 25th: 26 (set free by operators), 27, 30, 1.
        Assert.Contains("更正期限 2026-12-01 (自 2026-11-25 退回起 3 个工作日), 1 行", guide);
        Assert.Contains("数源部门 区科技局", guide);
        Assert.Contains("退回原因 请核对梯度 (1 行)", guide);
        Assert.Contains("enterprise.tier_label.code.code 1 行, 例如: 代码不在代码表中。", guide);
    }

    [Theory]
    [InlineData("file:00:2026-11-24", "投递文件夹")]
    [InlineData("walk:licences:1", "直接读取本部门的系统")]
    public void Write_GuideOfARow_SaysTheWayBackThatItsSourceHas(string pass, string text)
    {
        ReturnWorkbook.Write(_bureau.PathOf(ReturnFixture.Workbook), [ReturnFixture.OfRaw(101, "{}", pass: pass)], []);

        Assert.Contains(Guide(), line => line.Contains(text, StringComparison.Ordinal));
        Assert.Equal(pass.StartsWith("file:", StringComparison.Ordinal), Guide().Any(line => line.Contains("不要加行", StringComparison.Ordinal)));
    }

    private List<string> Guide()
    {
        using var document = SpreadsheetDocument.Open(_bureau.PathOf(ReturnFixture.Workbook), isEditable: false);
        var sheet = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single(one => one.Name == ReturnColumns.GuideSheet);
        return [.. ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Row>()
            .Select(row => string.Join(' ', row.Elements<Cell>().Select(cell => SheetText.Of(cell.InlineString!))))];
    }
}
