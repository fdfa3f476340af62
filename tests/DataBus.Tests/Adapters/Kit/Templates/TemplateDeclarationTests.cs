using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>How templates are declared: by a line of adapter.yaml, or by two options.</summary>
public sealed class TemplateDeclarationTests
{
    [Fact]
    public void Parse_TypeTemplate_NeedsNoMapping()
    {
        var source = Parse("{type: template, folder: 填报}");

        var input = Assert.IsType<FileInput>(source.Input);
        Assert.Equal(("填报", "", PassMode.Changes), (input.Folder, input.Files[0].Template, input.Files[0].Mode));
        Assert.Matches(input.Files[0].Name, "2026年名单.XLSX");
        Assert.DoesNotMatch(input.Files[0].Name, "名单.csv");
        Assert.Empty(source.Facets);
    }

    [Fact]
    public void Parse_TemplateAmongFiles_StandsBesideOthers()
    {
        var source = Parse(
            "{type: file, files: [{pattern: 'full\\.csv', mode: full}, {pattern: '.*\\.xlsx', template: enterprise.tier_label}, {pattern: 'x\\.xlsx', template: any, mode: full}]}",
            "raw: [id]\n    facets: [{facet: enterprise.tier_label, key: {scheme: uscc, column: id}, fields: {code: id}}]");

        var files = Assert.IsType<FileInput>(source.Input).Files;
        Assert.Equal([null, "enterprise.tier_label", ""], files.Select(file => file.Template));
        Assert.Equal([PassMode.Full, PassMode.Changes, PassMode.Full], files.Select(file => file.Mode));
    }

    [Theory]
    [InlineData("{type: template, template: enterprise.unknown}", "", "分面")]
    [InlineData("{type: template, encoding: utf-8}", "", "encoding")]
    [InlineData("{type: file, files: [{pattern: 'x', mode: full}, {pattern: 'y', template: any}]}", "", "facets")]
    public void Parse_WrongDeclaration_IsNamed(string input, string rest, string named)
    {
        var wrong = Assert.Throws<AdapterFileException>(() => Parse(input, rest));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--templates", ".")]
    [InlineData("--source", "science.tier-labels")]
    [InlineData("--source", "Science", "--templates", ".")]
    [InlineData("--source", "science.tier-labels", "--templates", "/no/such/folder")]
    public void ParseOptions_TemplatesWithoutWhatTheyNeed_AreWrong(params string[] args) =>
        Assert.Throws<AdapterFileException>(() => AdapterOptions.Parse(args));

    private static SourceDeclaration Parse(string input, string rest = "") =>
        AdapterFileParser.Parse("test.yaml", $"sources:\n  - source: science.tier-labels\n    input: {input}\n    {rest}\n").Sources[0];
}
