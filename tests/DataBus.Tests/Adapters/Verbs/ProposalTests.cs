using DataBus.Adapters.Templates;
using DataBus.Adapters.Verbs.Init;
using DataBus.Adapters.Verbs.Init.Proposals;
using DataBus.Adapters.Verbs.Init.Writing;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Verbs;

/// <summary>What a look at names and values makes of them.</summary>
public sealed class ProposalTests
{
    [Theory]
    [InlineData("证书编号或批次", "certificate", true)]
    [InlineData(" 证书编号 或批次（国家级）", "certificate", true)]
    [InlineData("有效期起", "valid_from", true)]
    [InlineData("企业有效期起", "valid_from", false)]
    [InlineData("认定机关", "source_agency", false)]
    [InlineData("valid_to", "valid_to", true)]
    [InlineData("电话", null, false)]
    public void Match_Name_FindsItsField(string column, string? path, bool isSure)
    {
        var match = FieldMatcher.Match(Fields("enterprise.tier_label"), [Column(column)]).SingleOrDefault();

        Assert.Equal((path, path is not null && isSure), (match?.Field.Path, match?.IsSure ?? false));
    }

    [Fact]
    public void Match_NamesThatTellNothing_FindsTheCodesByTheirValues()
    {
        var match = Assert.Single(FieldMatcher.Match(Fields("enterprise.tier_label"), [Column("类别", "高新技术企业", "雏鹰企业", "高企")]));

        Assert.Equal(("code", false), (match.Field.Path, match.IsSure));
    }

    [Fact]
    public void Match_SeveralColumnsForOneField_TakesTheBestAndEachOnce()
    {
        var matches = FieldMatcher.Match(Fields("enterprise.tier_label"), [Column("有效期起止说明"), Column("有效期止"), Column("有效期起")]);

        Assert.Equal(["valid_from 有效期起", "valid_to 有效期止"], matches.Select(match => $"{match.Field.Path} {match.Column.Name}").Order());
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2026-01-02", "2026-11-12")]
    [InlineData("yyyy/M/d", "2026/1/2", "2026/11/12")]
    [InlineData("yyyyMMdd", "20260102")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2026-01-02 00:00:00")]
    [InlineData("yyyy-MM-dd|yyyy年M月d日", "2026-01-02", "2026-01-03", "2026年1月2日")]
    public void Days_Values_FindsTheFewestFormats(string formats, params string[] values)
    {
        var (found, misfit) = DateForms.Days(values);

        Assert.Equal((formats, null), (string.Join('|', found), misfit));
    }

    [Fact]
    public void Days_ValueThatIsNone_IsNamed() => Assert.Equal("长期", DateForms.Days(["2026-01-02", "长期"]).Misfit);

    [Theory]
    [InlineData("achievement.licence", "amount", "许可费（万元）", "12.5", "{decimal: '10000'}")]
    [InlineData("achievement.licence", "amount", "许可费(亿元)", "1.5", "{decimal: '100000000'}")]
    [InlineData("achievement.licence", "amount", "许可费", "1,200.5", "decimal")]
    [InlineData("achievement.publication", "inventors", "发明人", "张三", "masked_name")]
    [InlineData("achievement.licence", "licensee_uscc", "被许可方代码", "91120112712847285B", "uscc")]
    public void Of_Values_ProposesTheConverterThatTheFieldWants(string facet, string path, string column, string value, string convert)
    {
        var field = Fields(facet).Single(one => one.Path == path);

        Assert.Equal([convert], ValueForms.Of(field, Column(column, value)).Convert);
    }

    [Fact]
    public void Of_ListInOneCell_IsSplitFirst()
    {
        var field = Fields("achievement.publication").Single(one => one.Path == "inventors");

        Assert.Equal(["{empty: [无]}", "{split: [';', '；', '、']}", "masked_name"], ValueForms.Of(field, Column("发明人", "张三；李四", "无")).Convert);
    }

    [Fact]
    public void Of_ValueThatDoesNotFit_IsShownToPeople()
    {
        var field = Fields("enterprise.tier_label").Single(one => one.Path == "code");

        var (convert, look) = ValueForms.Of(field, Column("梯度", "高企", "独角兽之王"));

        Assert.Equal(["{code: tier_code}"], convert);
        Assert.Contains("独角兽之王", look, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enterprise.registration", "91120112712847285B", "scheme: uscc")]
    [InlineData("enterprise.registration", "120112000012345", "scheme: regno")]
    [InlineData("enterprise.registration", "津南-12", "scheme: local, template: '{$source}:{编号}'")]
    [InlineData("achievement.licence", "CN102307917B", "scheme: patent")]
    [InlineData("indicator.observation", "JN-05", "scheme: code")]
    public void Of_KeyColumn_TakesTheSchemeOfItsValues(string facet, string value, string yaml) =>
        Assert.Contains(yaml, KeyProposal.Of(FacetCatalogue.Find(facet)!, Column("编号", value)).Yaml, StringComparison.Ordinal);

    [Theory]
    [InlineData("梯度", "梯度")]
    [InlineData("金额（万元）", "金额（万元）")]
    [InlineData("a, b", "'a, b'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("2026", "'2026'")]
    [InlineData("no", "'no'")]
    [InlineData("", "''")]
    public void Of_Text_IsQuotedWhereYamlWouldReadSomethingElse(string text, string yaml) => Assert.Equal(yaml, YamlText.Of(text));

    private static IReadOnlyList<TemplateColumn> Fields(string facet) => FieldMatcher.FieldsOf(FacetCatalogue.Find(facet)!);

    private static ColumnLook Column(string name, params string[] values) => new(name, values);
}
