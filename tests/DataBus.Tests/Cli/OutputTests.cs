using DataBus.Cli;

namespace DataBus.Tests.Cli;

public sealed class OutputTests
{
    private static readonly string[] _columns = ["编号", "原因", "数源"];
    private static readonly string[][] _rows = [["96", "「注册资本数额」应为十进制数", "market-regulation.registrations"], ["97", "", "tax.relief"]];

    [Theory]
    [InlineData(null)]
    [InlineData(200)]
    public void Table_WideEnough_IsARowALine(int? width)
    {
        var lines = LinesAt(width);

        Assert.Contains(lines, line => line.Contains("96", StringComparison.Ordinal) && line.Contains("market-regulation.registrations", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(20)]
    public void Table_TooNarrow_IsARowAParagraphAndNothingIsCut(int width)
    {
        var lines = LinesAt(width);

        Assert.Equal(
            ["", "  编号  96", "  原因  「注册资本数额」应为十进制数", "  数源  market-regulation.registrations", "", "  编号  97", "  数源  tax.relief", "", ""],
            lines);
    }

    private static string[] LinesAt(int? width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new Output(json: false, writer, width).Table(_columns, _rows);
        return writer.ToString().Split('\n');
    }
}
