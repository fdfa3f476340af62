using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

public sealed class ConverterTests
{
    private static readonly Dictionary<string, TableDeclaration> _tables = new()
    {
        ["strict"] = Table(TableMiss.Error),
        ["keep"] = Table(TableMiss.Keep),
        ["empty"] = Table(TableMiss.Empty),
    };

    [Theory]
    [InlineData("half_width", "ＣＮ１０２　（甲）", "CN102 (甲)")]
    [InlineData("upper", "ab甲", "AB甲")]
    [InlineData("uscc", "９１１２０１１２-7128 4728５b", "91120112712847285B")]
    [InlineData("date", "2026-11-24", "2026-11-24")]
    [InlineData("decimal", "1,234,567.50", "1234567.50")]
    [InlineData("decimal", "12345678901234567890123456789012345.67", "12345678901234567890123456789012345.67")]
    [InlineData("decimal", "-0.5", "-0.5")]
    [InlineData("integer", "１２", "12")]
    [InlineData("percent", "100%", "100")]
    [InlineData("flag", "是", "true")]
    [InlineData("flag", "无", "false")]
    [InlineData("application_number", "ZL201710601862.3", "2017106018623")]
    [InlineData("application_number", "201310003750.x", "201310003750X")]
    [InlineData("document_base", "CN102307917B", "CN102307917")]
    [InlineData("document_base", "cn 102307917 c1", "CN102307917")]
    [InlineData("document_base", "CN102307917", "CN102307917")]
    public void Convert_WhatItCan_IsConverted(string name, string text, string expected)
    {
        var converted = Convert(text, name);

        Assert.Equal(expected, Assert.Single(converted.Items));
        Assert.Empty(converted.Problems);
    }

    [Theory]
    [InlineData("市级", "CITY")]
    [InlineData("天津市", "CITY")]
    [InlineData("city", "CITY")]
    public void Code_OfTheContractsTable_IsFoundByCodeNameOrKnownText(string text, string code)
    {
        Assert.Equal(code, Assert.Single(Convert(text, "code", "level").Items));
    }

    [Fact]
    public void Code_ThatTheTableDoesNotHave_StaysAndIsAProblem()
    {
        var converted = Convert("星际级", "code", "level");

        Assert.Equal(("星际级", "kit.code"), (Assert.Single(converted.Items), Assert.Single(converted.Problems).Rule));
    }

    [Theory]
    [InlineData("flag", "不详", "kit.flag")]
    [InlineData("date", "2026/11/24", "kit.date")]
    [InlineData("date", "2026-02-30", "kit.date")]
    [InlineData("date", "2026-11-24 00:00", "kit.date")]
    [InlineData("time", "yesterday", "kit.time")]
    [InlineData("decimal", "1,23", "kit.decimal")]
    [InlineData("decimal", "50万", "kit.decimal")]
    [InlineData("decimal", "1.5E+07", "kit.spreadsheet_number")]
    [InlineData("integer", "1.0", "kit.integer")]
    [InlineData("percent", "一半", "kit.decimal")]
    public void Convert_WhatItCannot_StaysWithAnError(string name, string text, string rule)
    {
        var converted = Convert(text, name);

        Assert.Equal(text, Assert.Single(converted.Items));
        var problem = Assert.Single(converted.Problems);
        Assert.Equal((rule, Severity.Error, text), (problem.Rule, problem.Severity, problem.Value));
    }

    [Theory]
    [InlineData("2.02E+12")]
    [InlineData("2.0121E+12")]
    [InlineData("2E12")]
    public void ApplicationNumber_DestroyedBySpreadsheet_IsEmptyWithAWarning(string text)
    {
        var converted = Convert(text, "application_number");

        Assert.Empty(converted.Items);
        var problem = Assert.Single(converted.Problems);
        Assert.Equal(("kit.spreadsheet_number", Severity.Warning), (problem.Rule, problem.Severity));
    }

    [Theory]
    [InlineData("张三", "张**")]
    [InlineData("欧阳修", "欧阳**")]
    [InlineData("东方", "东方**")]
    [InlineData("东方不败", "东方**")]
    [InlineData("张**", "张**")]
    [InlineData("张三丰**", "张**")]
    [InlineData("张三＊＊", "张**")]
    [InlineData("Smith", "S**")]
    [InlineData("𠮷田太郎", "𠮷**")]
    [InlineData("**", "**")]
    public void MaskedName_AnyName_ShowsTheSurnameOnly(string name, string masked)
    {
        var converted = Convert(name, "masked_name");

        Assert.Equal(masked, Assert.Single(converted.Items));
    }

    [Theory]
    [InlineData("50(万元人民币)", "50", "万元", "CNY")]
    [InlineData("100万人民币", "100", "万元", "CNY")]
    [InlineData("100万元人民币", "100", "万元", "CNY")]
    [InlineData("13万人民币元", "13", "万元", "CNY")]
    [InlineData("18.2人民币元", "18.2", "元", "CNY")]
    [InlineData("12,491.5（万美元）", "12491.5", "万元", "USD")]
    [InlineData("0(万元)", "0", "万元", null)]
    [InlineData("(万德国马克)", null, "万元", "DEM")]
    [InlineData("50", "50", null, null)]
    public void Capital_AsRegistersWriteIt_IsTakenApart(string text, string? amount, string? unit, string? currency)
    {
        var converted = Convert(text, "capital");

        Assert.Equal(text, converted.Parts!["raw"]);
        Assert.Equal(
            (amount, unit, currency),
            (converted.Parts.GetValueOrDefault("amount"), converted.Parts.GetValueOrDefault("unit"), converted.Parts.GetValueOrDefault("currency")));
        Assert.Empty(converted.Problems);
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData("约50万元")]
    [InlineData("50万贝壳")]
    [InlineData("1,23万元")]
    public void Capital_Unclear_KeepsOnlyTheTextWithAWarning(string text)
    {
        var converted = Convert(text, "capital");

        Assert.Equal(["raw"], converted.Parts!.Keys);
        Assert.Equal(("kit.capital", Severity.Warning), (Assert.Single(converted.Problems).Rule, converted.Problems[0].Severity));
    }

    [Theory]
    [InlineData("strict", "甲", "A", null)]
    [InlineData("strict", "乙", "乙", Severity.Error)]
    [InlineData("keep", "乙", "乙", null)]
    [InlineData("empty", "乙", null, Severity.Warning)]
    public void Table_Text_IsLookedUpAsDeclared(string table, string text, string? expected, Severity? severity)
    {
        var converted = Convert(text, "table", table);

        Assert.Equal(expected, converted.Items.SingleOrDefault());
        Assert.Equal(severity, converted.Problems.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Split_SeveralSeparators_DropsEmptyItems()
    {
        var converted = Convert("布**; 埃**??;\u2002张**；", "split", ";", "??", "；");

        Assert.Equal(["布**", "埃**", "张**"], converted.Items);
    }

    [Fact]
    public void Decimal_WithFactor_MultipliesExactly()
    {
        Assert.Equal("1234500", Assert.Single(Convert("123.45", "decimal", "10000").Items));
        Assert.Equal("0.1", Assert.Single(Convert("0.00001", "decimal", "10000").Items));
        Assert.Single(Convert("123456789012345678901", "decimal", "10000").Problems);
    }

    [Theory]
    [InlineData("2026-11-24 08:30:00", "2026-11-24T08:30:00+08:00")]
    [InlineData("2026-11-24T00:30:00Z", "2026-11-24T00:30:00+00:00")]
    [InlineData("2026-11-24", "2026-11-24T00:00:00+08:00")]
    public void Time_WithoutOffset_IsShanghai(string text, string expected)
    {
        Assert.Equal(expected, Assert.Single(Convert(text, "time").Items));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("code")]
    [InlineData("code", "no_such_table")]
    [InlineData("items")]
    [InlineData("table", "none")]
    [InlineData("table")]
    [InlineData("split")]
    [InlineData("split", "")]
    [InlineData("replace", "a")]
    [InlineData("decimal", "x")]
    [InlineData("upper", "a")]
    public void Create_WronglyDeclared_SaysWhatWouldBeRight(string name, params string[] arguments)
    {
        var made = new Converters(_tables, new Dictionary<string, Func<string, string?>>()).Create(new ConverterDeclaration(name, arguments), out var wrong);

        Assert.Null(made);
        Assert.True(wrong is { Zh.Length: > 0, En.Length: > 0 });
    }

    [Fact]
    public void Create_EveryNameThatTheDocumentListed_IsWritten()
    {
        foreach (var name in Converters.Names)
            Assert.NotNull(Convert("x", name, name is "table" ? ["strict"] : name is "replace" ? ["a", "b"] : name is "remove" or "empty" or "split" or "items" ? ["a"] : name is "code" ? ["level"] : []));
    }

    private static TableDeclaration Table(TableMiss otherwise) => new(new Dictionary<string, string> { ["甲"] = "A" }, otherwise);

    private static Conversion Convert(string text, string name, params string[] arguments)
    {
        var convert = new Converters(_tables, new Dictionary<string, Func<string, string?>>()).Create(new ConverterDeclaration(name, arguments), out var wrong);
        Assert.True(convert is not null, wrong.En);
        var conversion = new Conversion([text]);
        convert(conversion);
        return conversion;
    }
}
