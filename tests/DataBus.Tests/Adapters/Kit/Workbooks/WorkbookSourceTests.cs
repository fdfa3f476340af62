using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;
using static DataBus.Tests.Adapters.Kit.Workbooks.TestWorkbook;
using static DataBus.Tests.Adapters.Kit.Workbooks.WorkbookFixture;

namespace DataBus.Tests.Adapters.Kit.Workbooks;

/// <summary>Workbooks as passes, and rows of them that are held.</summary>
public sealed class WorkbookSourceTests : IDisposable
{
    private readonly WorkbookFixture _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeHub Hub => _files.Hub;

    [Fact]
    public async Task ReadAsync_FullWorkbook_IsAPassAsATextFileIs()
    {
        var full = new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1"), [], Row("A2"), Trailer(2)).ToBytes();
        _files.Drop("full_20261101.xlsx", full);
        await _files.RunAsync(Token);
        _files.Drop("full_20261101.xlsx", full);

        await _files.RunAsync(Token);

        Assert.Equal([PassEnd.Whole, PassEnd.AlreadyRead], Hub.Passes.Select(p => p.Pass.Close.End));
        Assert.Equal((2UL, 2UL, true), (Hub.Sum.Accepted, Hub.Sum.Known, Hub.Passes[0].Pass.Close.ProvenComplete));
        Assert.Equal("2026-11-01", Hub.Passes[0].Pass.File.AsOf);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_files.Folder, "done")).Length);
        Assert.Empty(_files.Log.Entries);
    }

    [Fact]
    public async Task ReadAsync_NumbersTextsAndDates_AreTakenAsTheyStand()
    {
        _files.Drop("changes_20261101.xlsx", new TestWorkbook().Sheet("名单",
            TestWorkbook.Row(Heads),
            Row("12345678901234567890"),
            Row("A1", code: Number("12"), from: Number("45688", DateStyle)),
            Row("A2", from: Number("45688", ChineseDateStyle))));

        await _files.RunAsync(Token);

        Assert.Equal(3UL, Hub.Sum.Accepted);
        Assert.Equal(("T1", "2026-01-31"), (_files.Sent["12345678901234567890"].Change.TierLabel.Code, _files.Sent["12345678901234567890"].Change.TierLabel.ValidFrom));
        Assert.Equal(("12", "2025-01-31"), (_files.Sent["A1"].Change.TierLabel.Code, _files.Sent["A1"].Change.TierLabel.ValidFrom));
        Assert.Equal("2025-01-31", _files.Sent["A2"].Change.TierLabel.ValidFrom);
    }

    [Fact]
    public async Task ReadAsync_1904Workbook_CountsFrom1904()
    {
        _files.Drop("changes_20261101.xlsx", new TestWorkbook { Is1904 = true }.Sheet("名单", TestWorkbook.Row(Heads), Row("A1", from: Number("44226", DateStyle))));

        await _files.RunAsync(Token);

        Assert.Equal("2025-01-31", _files.Sent["A1"].Change.TierLabel.ValidFrom);
    }

    public static TheoryData<string, string, string> BadCells => new()
    {
        { "formula", "kit.cell_formula", "code" },
        { "formula_key", "kit.cell_formula", "key" },
        { "error", "kit.cell_error", "code" },
        { "long", "kit.spreadsheet_number", "code" },
        { "scientific", "kit.spreadsheet_number", "code" },
        { "date_as_number", "kit.cell_no_date", "valid_from" },
        { "leap_day_of_1900", "kit.cell_date", "valid_from" },
        { "beside", "kit.row_shape", "" },
        { "header_again", "kit.header_again", "" },
    };

    [Theory]
    [MemberData(nameof(BadCells))]
    public async Task ReadAsync_BadCell_HoldsItsRowWithPlaceAndCure(string mistake, string rule, string field)
    {
        _files.Drop("changes_20261101.xlsx", new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1"), BadRow(mistake), Row("A3")));

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held));
        var held = Assert.Single(Hub.Items(), item => item.Violations.Count > 0);
        var violation = held.Violations[0];
        Assert.Equal((2UL, rule, field), (held.Row, violation.Rule, violation.Field));
        Assert.Contains(mistake == "header_again" ? "3 行" : "“名单”!", violation.MessageZh, StringComparison.Ordinal);
        Assert.Contains("请", violation.MessageZh, StringComparison.Ordinal);
        Assert.Matches("[.] [A-Z][a-z]+ ", violation.MessageEn);
    }

    [Fact]
    public async Task ReadAsync_MergedCellsInTheData_HoldEveryRowTheyTouch()
    {
        var workbook = new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1"), Row("A2"), [.. Row("A3").Select((cell, i) => i == 1 ? null : cell)], Row("A4"));
        workbook.Merged.AddRange(["B3:B4", "E2:E5"]);
        _files.Drop("changes_20261101.xlsx", workbook);

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 2UL), (Hub.Sum.Accepted, Hub.Sum.Held));
        Assert.All([_files.Sent["A2"], _files.Sent["A3"]], item => Assert.Equal(("kit.cell_merged", "code"), (item.Violations[0].Rule, item.Violations[0].Field)));
        Assert.Contains("“名单”!B4", _files.Sent["A3"].Violations[0].MessageZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FormulaInTheScopeColumn_IsHeldAndNotOutOfScope()
    {
        using var files = new WorkbookFixture();
        var yaml = WorkbookFixture.Declaration("").Replace("ignore:", "scope: [{column: 梯度, is: [T1]}]\n    ignore:", StringComparison.Ordinal);
        files.Drop("changes_20261101.xlsx", new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1"), Row("A2", code: Formula("T1", "T1"))));

        await SourceDriver.RunAsync(files.Source(yaml), files.Hub, Token);

        Assert.Equal((1UL, 1UL, 0UL), (files.Hub.Sum.Accepted, files.Hub.Sum.Held, files.Hub.Sum.OutOfScope));
        Assert.Equal("kit.cell_formula", files.Hub.Items().Single(item => item.Violations.Count > 0).Violations[0].Rule);
    }

    private static Cell?[] BadRow(string mistake) => mistake switch
    {
        "formula" => Row("A2", code: Formula("\"T\"&1", "T1")),
        "formula_key" => Row("A2", key: Formula("A2", "91120112712847285B")),
        "error" => Row("A2", code: Error("#N/A")),
        "long" => Row("A2", code: Number("12345678901234567")),
        "scientific" => Row("A2", code: Number("2.0189E+11")),
        "date_as_number" => Row("A2", from: Number("45688")),
        "leap_day_of_1900" => Row("A2", from: Number("60", DateStyle)),
        "beside" => [.. Row("A2"), null, Text("旁注")],
        _ => TestWorkbook.Row(Heads),
    };

    public void Dispose() => _files.Dispose();
}
