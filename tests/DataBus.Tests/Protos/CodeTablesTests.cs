using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class CodeTablesTests
{
    [Theory]
    [InlineData("存续（在营、开业、在册）", "ACTIVE")]
    [InlineData("存续(在营、开业、在册)", "ACTIVE")]
    [InlineData("在业", "ACTIVE")]
    [InlineData("在营（开业）", "ACTIVE")]
    [InlineData("登记成立", "ACTIVE")]
    [InlineData("筹建", "PREPARING")]
    [InlineData("停业", "WINDING_UP")]
    [InlineData("迁移异地", "MOVED_OUT")]
    [InlineData("吊销", "REVOKED")]
    [InlineData("吊销未注销", "REVOKED")]
    [InlineData("吊销，未注销", "REVOKED")]
    [InlineData("吊销已注销", "DEREGISTERED")]
    [InlineData(" 注销 ", "DEREGISTERED")]
    [InlineData("撤销(登记)", "ANNULLED")]
    [InlineData("责令关闭", "CLOSED_BY_ORDER")]
    [InlineData("个体转企业", "CONVERTED")]
    [InlineData("active", "ACTIVE")]
    [InlineData("不详", null)]
    [InlineData("", null)]
    public void CodeOf_RegistrationState_FindsTheCodeOfTheRawText(string raw, string? code)
    {
        Assert.Equal(code, CodeTables.Find("registration_state")!.CodeOf(raw));
    }

    [Theory]
    [InlineData("tier_code", "T1 T2 T3 T3a T3b M1 M2 M2+ M3 L1 L2 L3 L4")]
    [InlineData("document_kind", "A B U S")]
    [InlineData("industry_section", "A B C D E F G H I J K L M N O P Q R S T")]
    [InlineData("level", "NATIONAL CITY DISTRICT")]
    [InlineData("licence_kind", "EXCLUSIVE SOLE ORDINARY OPEN")]
    public void Entries_OfATable_AreTheCodesOfTheDomain(string table, string codes)
    {
        Assert.Equal(codes.Split(' '), CodeTables.Find(table)!.Entries.Select(entry => entry.Code));
    }

    [Fact]
    public void Contains_CodeOrName_KnowsCodesOnly()
    {
        var districts = CodeTables.Find("district")!;

        Assert.True(districts.Contains("120112"));
        Assert.False(districts.Contains("津南区"));
        Assert.Equal("津南区", districts.ZhName("120112"));
        Assert.Null(districts.ZhName("110101"));
        Assert.Equal(16, districts.Entries.Count);
        Assert.Null(CodeTables.Find("no_such_table"));
    }

    [Fact]
    public void All_Tables_NeverReadOneTextAsTwoCodes()
    {
        var ambiguous = CodeTables.All.SelectMany(table => table.Entries
            .SelectMany(entry => entry.Raw.Append(entry.Zh).Append(entry.Code).Where(text => table.CodeOf(text) != entry.Code))
            .Select(text => $"{table.Name}: {text}"));

        Assert.Empty(ambiguous);
        Assert.All(CodeTables.All, table => Assert.All(table.Entries, entry => Assert.NotEmpty(entry.Zh)));
    }
}
