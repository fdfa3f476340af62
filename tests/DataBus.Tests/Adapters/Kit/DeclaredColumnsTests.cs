using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;

namespace DataBus.Tests.Adapters.Kit;

public sealed class DeclaredColumnsTests
{
    private const string Text = """
        sources:
          - source: science.tier-labels
            input: {type: file, files: [{pattern: '.*\.csv', mode: full}]}
            raw: [uscc, regno, code, issuer, number, at]
            facets:
              - facet: enterprise.tier_label
                key:
                  - {scheme: uscc, column: uscc, matches: '.{18}'}
                  - {scheme: regno, column: regno}
                version: {column: at, as: time}
                fields:
                  code: code
                  certificate: {template: '{issuer}:{number}'}
                  source_agency: {value: 区科技局}
                  batch: secret
        """;

    [Fact]
    public void Of_ADeclaration_TellsRawColumnsByField()
    {
        var source = Assert.Single(AdapterFileParser.Parse("adapter.yaml", Text).Sources);

        var fields = DeclaredColumns.Of(source).Select(field => $"{field.Facet} {field.Field}: {string.Join(' ', field.Columns)}");

        Assert.Equal(
            [
                "enterprise.tier_label certificate: issuer number",
                "enterprise.tier_label code: code",
                "enterprise.tier_label key.value: uscc regno",
                "enterprise.tier_label source_version: at",
            ],
            fields);
    }
}
