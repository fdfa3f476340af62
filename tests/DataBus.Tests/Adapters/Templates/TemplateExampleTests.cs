using DataBus.Adapters.Templates;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Templates;

/// <summary>The example of a template is what people imitate: each of its values must be right.</summary>
public sealed class TemplateExampleTests
{
    // What spans fields is not for an example to show.
    private static readonly string[] _ofOneField = ["required", "format", "check_digit", "pattern", "code", "min", "max", "max_length"];

    public static TheoryData<string> Facets => [.. FacetCatalogue.All.Select(facet => facet.Name)];

    [Theory]
    [MemberData(nameof(Facets))]
    public void Of_AnyFacet_ObeysTheRulesOfItsFields(string name)
    {
        var layout = TemplateLayout.Of(FacetCatalogue.Find(name)!);

        var item = TemplateMapping.Of(layout, "a.b").Map(new TemplateRow(layout, TemplateExample.Of(layout)))!.Item;

        Assert.Empty(item.Violations);
        Assert.Null(KeyRules.Check(item.Change.Key));
        var broken = new RuleSet([], [], 0).Check(item.Change).Violations.Where(violation => _ofOneField.Contains(violation.Rule.Split('.')[^1]));
        Assert.Empty(broken);
    }

    [Fact]
    public void KeyOf_EveryScheme_IsSound()
    {
        var keys = Enum.GetValues<Kind>().SelectMany(kind => KeyRules.SchemesOf(kind).Where(scheme => scheme != "local")
            .Select(scheme => new Key { Kind = kind, Scheme = scheme, Value = TemplateExample.KeyOf(scheme) }));

        Assert.All(keys, key => Assert.Null(KeyRules.Check(key)));
    }
}
