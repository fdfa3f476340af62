using DataBus.Adapters;
using DataBus.Adapters.IpCenter;
using DataBus.Adapters.Mapping;
using DataBus.SampleBureaus.IpCenter;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.V1;

namespace DataBus.Tests.Adapters.IpCenter;

public sealed class GazetteMappingTests
{
    private static readonly BureauMapping _mapping = new(
        Repository.Path("adapters", "DataBus.Adapters.IpCenter", "adapter.yaml"),
        "ip-center.gazette",
        new AdapterSetup()
            .AddRowMapper<PublicationMapper>()
            .AddConverter("party_name", PartyName.Mask).AddConverter("party_names", PartyName.MaskAll));

    [Fact]
    public void Map_UtilityModel_HasEveryField()
    {
        var content = Map().Item.Change.Publication;

        Assert.Equal(("CN209102019U", "U", "2015900012810"), (content.DocumentNumber, content.Kind, content.ApplicationNumber));
        Assert.Equal(("2015-12-03", "2019-07-12"), (content.FiledOn, content.PublishedOn));
        Assert.Equal(["G01B11/26(2006.01)I", "G01B11/00(2006.01)N"], content.Ipc);
        Assert.Empty(content.Locarno);
        Assert.Equal("CN209102019", Map().Item.Change.Key.Value);
    }

    [Theory]
    [InlineData("2.0121E+12")]
    [InlineData("2.02E+12")]
    public void Map_NumberDestroyedBySpreadsheet_IsEmptyWithAWarning(string destroyed)
    {
        var item = Map(("filing_id", destroyed));

        Assert.Empty(item.Item.Change.Publication.ApplicationNumber);
        Assert.Equal(["kit.spreadsheet_number", "achievement.publication.application_number.missing"], BureauMapping.Warnings(item));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Theory]
    [InlineData("雀巢公司;??欧莱雅公司")]
    [InlineData("雀巢公司;\u2002欧莱雅公司")]
    [InlineData("雀巢公司; 欧莱雅公司;")]
    [InlineData("雀巢公司；欧莱雅公司")]
    public void Map_Holders_AreSplitAtEverySeparator(string patentees)
    {
        Assert.Equal(["雀巢公司", "欧莱雅公司"], Map(("patentee", patentees)).Item.Change.Publication.Patentees);
    }

    [Theory]
    [InlineData("布**;??埃**", "布**|埃**")]
    [InlineData("张**;\u2002欧阳**;", "张**|欧阳**")]
    [InlineData("K**", "K**")]
    [InlineData("张示例;\u2002欧阳样本", "张**|欧阳**")]
    [InlineData("不公告发明人", "")]
    public void Map_Inventors_AreMasked(string designers, string masked)
    {
        var item = Map(("designer", designers));

        Assert.Equal(masked.Split('|', StringSplitOptions.RemoveEmptyEntries), item.Item.Change.Publication.Inventors);
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Theory]
    [InlineData("张示例", "张**")]
    [InlineData("张**", "张**")]
    [InlineData("约翰·样本", "约**")]
    [InlineData("季华实验室", "季华实验室")]
    [InlineData("3M创新有限公司", "3M创新有限公司")]
    [InlineData("GN瑞声达A/S", "GN瑞声达A/S")]
    public void Map_Holder_IsMaskedIfAPerson(string patentee, string expected)
    {
        Assert.Equal([expected], Map(("patentee", patentee)).Item.Change.Publication.Patentees);
    }

    [Theory]
    [InlineData("03-01 (12);\u200213-02 (12)", "03-01 (12)|13-02 (12)")]
    [InlineData("01-01 (11)  ", "01-01 (11)")]
    [InlineData("01-01(11)", "01-01 (11)")]
    public void Map_Design_HasLocarnoClasses(string classes, string expected)
    {
        var item = Map(("authorization_notice_id", "CN305252224S"), ("filing_id", "2018305140799"), ("Int.Cl.", classes));

        Assert.Equal(expected.Split('|'), item.Item.Change.Publication.Locarno);
        Assert.Empty(item.Item.Change.Publication.Ipc);
        Assert.DoesNotContain("achievement.publication.locarno.pattern", BureauMapping.Warnings(item));
    }

    [Fact]
    public void Map_OtherItemNumber_IsTheSameContent()
    {
        Assert.Equal(Map(("item", "1")).Hash, Map(("item", "2")).Hash);
    }

    [Fact]
    public void Map_WholeSlice_IsSoundButForTheDocumentWithTwoContents()
    {
        var items = GazetteSlice.Files().SelectMany(Rows).Select(_mapping.Map).ToList();

        var distinct = items.DistinctBy(item => (item.Address, item.Hash)).ToList();
        var ambiguous = distinct.GroupBy(item => item.Address).Where(same => same.Count() > 1).ToList();
        Assert.Equal(1540, items.Count);
        Assert.Equal(23, items.Count - distinct.Count);
        Assert.Equal("CN104021203", Assert.Single(ambiguous).First().Item.Change.Key.Value);
        Assert.All(items, item => Assert.Empty(BureauMapping.Errors(item)));
        Assert.Equal(577, items.Count(item => BureauMapping.Warnings(item).Contains("kit.spreadsheet_number")));
        Assert.All(
            items.SelectMany(item => item.Item.Change.Publication.Inventors),
            inventor => Assert.EndsWith("**", inventor, StringComparison.Ordinal));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string?>> Rows(string file) =>
        CsvRows.Read(file, file.Contains("gb18030", StringComparison.Ordinal) ? "gb18030" : "utf-8");

    private static MappedItem Map(params (string Column, string? Text)[] changed)
    {
        var row = new Dictionary<string, string?>
        {
            ["item"] = "1",
            ["name"] = "流体处理系统",
            ["authorization_notice_id"] = "CN209102019U",
            ["authorized_announcement_date"] = "2019.07.12",
            ["filing_id"] = "2015900012810",
            ["filing_date"] = "2015.12.03",
            ["patentee"] = "珀金埃尔默健康科学股份有限公司",
            ["designer"] = "S**",
            ["address"] = "美国马萨诸塞州",
            ["Int.Cl."] = "G01B11/26(2006.01)I;\u2002G01B11/00(2006.01)N",
        };
        foreach (var (column, text) in changed)
            row[column] = text;
        return _mapping.Map(row);
    }
}
