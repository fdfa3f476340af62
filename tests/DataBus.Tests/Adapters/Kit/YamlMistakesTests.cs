using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>Mistakes that people make in a declaration: each has a message of its own, with its place and what would be right.</summary>
public sealed class YamlMistakesTests
{
    private const string Yaml = """
        sources:
          - source: science.tier-labels
            input: {type: file, files: {pattern: 'a', mode: full}}
            raw: [信用代码]
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 信用代码}
                fields:
                  code: 梯度
                  valid_to: {column: 有效期, convert: [date]}
              - facet: enterprise.opening_step
                key: {scheme: local, column: 指标}
                fields:
                  accepted_at: {value: '2026-11-24'}
        """;

    [Fact]
    public void Compile_AsItIs_IsSound() => Assert.Empty(Problems(Yaml));

    [Theory]
    [InlineData("raw:", "rav:", "line 4: sources[0].rav: \"[ 信用代码 ]\". 没有这个设置; 有: source,")]
    [InlineData("mode: full", "mode: all", "line 3: sources[0].input.files.mode: \"all\". 应为其中之一: full, changes")]
    [InlineData("input: {type: file, ", "input: {type: ftp, ", "line 3: sources[0].input.type: \"ftp\". 应为 file、")]
    [InlineData("facet: enterprise.tier_label", "facet: enterprise.tier", "line 6: science.tier-labels.facets.enterprise.tier: \"enterprise.tier\". 契约中没有这个分面")]
    [InlineData("scheme: uscc", "scheme: code", "line 7: science.tier-labels.facets.enterprise.tier_label.key.scheme: \"code\". 应为其中之一: uscc, regno, local")]
    [InlineData("valid_to:", "valid_till:", "line 10: science.tier-labels.facets.enterprise.tier_label.fields: \"valid_till\". 分面没有这个字段; 有: code,")]
    [InlineData("convert: [date]", "convert: [day]", "line 10: sources[0].facets[0].fields.valid_to.convert: \"day\". 没有转换器 day; 有: trim,")]
    [InlineData("value: '2026-11-24'", "value: 昨天", "line 14: science.tier-labels.facets.enterprise.opening_step.fields.accepted_at: \"昨天\". 这个字段是 time, 放不下这个值")]
    [InlineData("code: 梯度", "code: [梯度]", "line 9: sources[0].facets[0].fields.code: \"[ 梯度 ]\". 应为列名或 {column: …}")]
    public void Compile_OneMistake_IsNamedWithItsPlaceAndWhatIsRight(string right, string wrong, string message)
    {
        var problem = Assert.Single(Problems(Yaml.Replace(right, wrong, StringComparison.Ordinal)), problem => problem.Line > 0);

        Assert.StartsWith(message, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_ColumnThatIsNotThere_IsNamedWithItsLineAndTheCure()
    {
        var source = AdapterFileParser.Parse("adapter.yaml", Yaml).Sources[0];
        var drift = new ColumnDrift(source, source.Columns, _ => { });

        var error = Assert.Throws<SourceDriftException>(() => drift.Demand(["信用代码", "梯度", "指标"], isNewDrift: true));

        Assert.Contains("缺少列 有效期 (第 10 行). 请核对来源, 或改 adapter.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains("gone 有效期 (line 10). Check the source, or change adapter.yaml", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SettingProblem> Problems(string yaml)
    {
        try
        {
            var problems = new List<SettingProblem>();
            new RowMappingCompiler(new AdapterSetup(), problems).Compile(AdapterFileParser.Parse("adapter.yaml", yaml).Sources[0], (_, e) => throw e);
            return problems;
        }
        catch (AdapterFileException e)
        {
            return e.Problems;
        }
    }
}
