using DataBus.Adapters.Templates;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>The template of every facet kind of the contract: exported, filled by program, dropped, read, equal.</summary>
public sealed class TemplateRoundTripTests
{
    private const int Rows = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Facets => [.. FacetCatalogue.All.Select(facet => facet.Name)];

    [Theory]
    [MemberData(nameof(Facets))]
    public async Task Read_FilledTemplate_GivesTheSameContent(string name)
    {
        var facet = FacetCatalogue.Find(name)!;
        var schemes = KeyRules.SchemesOf(facet.EntityKind);
        using var files = new TemplateFixture();
        var content = new SoundContent(new Random(name.Length * 31 + facet.ContentNumber));
        var changes = Enumerable.Range(0, Rows).Select(row => content.Change(facet, schemes[row % schemes.Count], TemplateFixture.Science)).ToList();
        files.Export(facet).Add([.. changes.Select(change => files.TextsOf(facet, change))]);

        await files.RunAsync(Token);

        Assert.Equal((PassEnd.Whole, (ulong)Rows), (files.Hub.Passes[0].Pass.Close.End, files.Hub.Passes[0].Pass.Close.RowsRead));
        Assert.Equal(changes, files.Hub.Items().Select(item => item.Change));
        // The hub in memory does not know that two keys are one by chance.
        Assert.All(files.Hub.Items(), item => Assert.All(item.Violations, violation => Assert.Equal("kit.ambiguous", violation.Rule)));
    }

    [Theory]
    [MemberData(nameof(Facets))]
    public void Write_AnyFacet_IsASoundWorkbookWithEveryColumn(string name)
    {
        var facet = FacetCatalogue.Find(name)!;
        using var files = new TemplateFixture();

        var template = files.Export(facet);

        Assert.Empty(template.Flaws());
        var layout = TemplateLayout.Of(facet);
        Assert.Equal("标记", layout.Headers[0]);
        Assert.Equal(layout.Headers.Count, layout.Headers.Select(TemplateLayout.NameIn).Distinct().Count());
        Assert.Equal("说明", template.TextOf("标记", 2));
        Assert.Equal("示例", template.TextOf("标记", 3));
        Assert.All(layout.Fields, column => Assert.NotEmpty(template.TextOf(TemplateLayout.NameIn(column.Header), 2)));
    }

    [Fact]
    public async Task Read_TemplateWithoutRows_IsAnEmptyPass()
    {
        using var files = new TemplateFixture();
        files.Export(TemplateFixture.Labels);

        await files.RunAsync(Token);

        Assert.Equal((PassEnd.Whole, 0UL), (files.Hub.Passes[0].Pass.Close.End, files.Hub.Passes[0].Pass.Close.RowsRead));
        Assert.True(File.Exists(files.PathOf("done/填报.xlsx")));
        Assert.False(Directory.Exists(files.PathOf("returned")));
    }
}
