using DataBus.Hub.Desk;
using DataBus.V1;

namespace DataBus.Tests.Hub.Desk;

public sealed class ReturnedCellsTests
{
    private const string Facet = "enterprise.registration";

    private static readonly ColumnsSet _told = new()
    {
        Fields =
        {
            Field(Facet, "key.value", "统一社会信用代码", "注册号"),
            Field(Facet, "capital", "注册资本"),
            Field(Facet, "term.from", "经营期限自"),
            Field(Facet, "term.to", "经营期限至"),
            Field(Facet, "name", "企业名称"),
            Field("enterprise.innovation", "key.value", "代码"),
            Field("enterprise.innovation", "name", "名称"),
        },
    };

    [Theory]
    [InlineData("name", "企业名称")]
    [InlineData("capital.amount", "注册资本")]
    [InlineData("capital[3].amount", "注册资本")]
    [InlineData("term", "经营期限自 经营期限至")]
    [InlineData("term.to", "经营期限至")]
    [InlineData("key", "统一社会信用代码 注册号")]
    [InlineData("key.value", "统一社会信用代码 注册号")]
    [InlineData("key.scheme", "统一社会信用代码 注册号")]
    [InlineData("names", "")]
    [InlineData("nam", "")]
    [InlineData("", "")]
    public void Of_FieldOfAViolation_GivesItsColumns(string field, string columns) =>
        Assert.Equal(columns, string.Join(' ', ReturnedCells.Of(new Violation { Field = field }, Facet, _told).Columns));

    [Fact]
    public void Of_RowOfWhichNoFacetIsKnown_GivesTheColumnsOfAll() =>
        Assert.Equal(["统一社会信用代码", "注册号", "代码"], ReturnedCells.Of(new Violation { Field = "key" }, "", _told).Columns);

    [Fact]
    public void Of_AdapterThatToldNothing_GivesNone() => Assert.Empty(ReturnedCells.Of(new Violation { Field = "name" }, Facet, null).Columns);

    private static FieldColumns Field(string facet, string field, params string[] columns) => new() { Facet = facet, Field = field, Columns = { columns } };
}
