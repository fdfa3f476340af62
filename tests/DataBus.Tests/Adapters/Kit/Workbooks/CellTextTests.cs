using DataBus.Adapters.Sources.Files.Workbooks;

namespace DataBus.Tests.Adapters.Kit.Workbooks;

/// <summary>What texts become of what workbooks store.</summary>
public sealed class CellTextTests
{
    [Theory]
    [InlineData("45688", false, "2025-01-31")]
    [InlineData("1", false, "1900-01-01")]
    [InlineData("59", false, "1900-02-28")]
    [InlineData("60", false, null)]
    [InlineData("61", false, "1900-03-01")]
    [InlineData("0", false, null)]
    [InlineData("-1", false, null)]
    [InlineData("2958465", false, "9999-12-31")]
    [InlineData("2958466", false, null)]
    [InlineData("1E+300", false, null)]
    [InlineData("0", true, "1904-01-01")]
    [InlineData("60", true, "1904-03-01")]
    [InlineData("44226", true, "2025-01-31")]
    [InlineData("45688.5", false, "2025-01-31 12:00:00")]
    [InlineData("45688.354166666664", false, "2025-01-31 08:30:00")]
    [InlineData("45688.99999999999", false, "2025-02-01")]
    public void SerialDate_Number_IsItsDay(string raw, bool is1904, string? expected) =>
        Assert.Equal(expected, SerialDate.Text(raw, is1904));

    [Theory]
    [InlineData("12", "12")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("12345678901234", "12345678901234")]
    [InlineData("123456789012345", null)]
    [InlineData("12345678901234567", null)]
    [InlineData("2.02E+12", null)]
    [InlineData("1E-5", null)]
    [InlineData("1.1000000000000001", "1.1")]
    [InlineData("0.30000000000000004", null)]
    [InlineData("1234.5599999999999", "1234.56")]
    [InlineData("4.0000000000000001E-3", null)]
    [InlineData("0.00012345678901234567", null)]
    [InlineData("0.10000000000000001", "0.1")]
    [InlineData("x", null)]
    public void NumberText_Number_IsWhatWasTypedOrUnknown(string raw, string? expected) => Assert.Equal(expected, NumberText.Of(raw));

    [Theory]
    [InlineData("0.15", "15%")]
    [InlineData("1", "100%")]
    [InlineData("0.12345", "12.345%")]
    [InlineData("1E+20", null)]
    public void Percent_Number_IsAsItIsShown(string raw, string? expected) => Assert.Equal(expected, NumberText.Percent(raw));

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("a\rb", "a_x000D_b")]
    [InlineData("_x000D_", "_x005F_x000D_")]
    [InlineData("_x00", "_x00")]
    [InlineData("行\n行\t", "行\n行\t")]
    [InlineData("\u0001", "_x0001_")]
    public void SheetText_EncodedAndDecoded_IsTheSame(string text, string encoded)
    {
        Assert.Equal(encoded, SheetText.Encode(text));
        Assert.Equal(text, SheetText.Decode(encoded));
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(16383, "XFD")]
    public void CellName_Column_RoundTrips(int column, string name)
    {
        Assert.Equal($"{name}7", CellName.Of(column, 7));
        Assert.Equal((column, 7L), CellName.Parse($"{name}7"));
        Assert.Equal((column, 7L), CellName.Parse($"${name}$7"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("A")]
    [InlineData("A0")]
    [InlineData("XFE1")]
    [InlineData("AAAAAAAAAAAAAA1")]
    public void CellName_NoCell_IsNone(string name) => Assert.Null(CellName.Parse(name));
}
