using DataBus.Hub.Desk;

namespace DataBus.Tests.Hub.Desk;

public sealed class ValuePatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("2019-13-01", "9-9-9")]
    [InlineData("2019年3月1日", "9文9文9文")]
    [InlineData("91120112MA06XYZ", "9A9A")]
    [InlineData("２０１９-03", "９-9")]
    [InlineData("ＡＢab", "ＡA")]
    [InlineData("天津  某公司", "文  文")]
    [InlineData("1..2", "9..9")]
    [InlineData("Ελ𠮷𠮷", "A文")]
    public void Of_Value_ShortensRunsAndKeepsSigns(string value, string pattern) => Assert.Equal(pattern, ValuePattern.Of(value));

    [Fact]
    public void Of_LongValue_IsCutTo40Characters() =>
        Assert.Equal(string.Concat(Enumerable.Repeat("9-", 20)), ValuePattern.Of(string.Concat(Enumerable.Repeat("1-", 100))));
}
