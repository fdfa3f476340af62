using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

public sealed class RowMappingTests
{
    private const string Registration = """
            key:
              - {scheme: uscc, column: code, convert: [uscc], matches: '.{18}'}
              - {scheme: regno, column: code, matches: '[0-9]{15}'}
              - {scheme: local, template: '{$source}:{id}'}
            facet: enterprise.registration
            fields:
              name: name
              representative: {column: person, convert: [date]}
              capital: {column: capital, convert: [capital]}
              term_unlimited: {column: flag}
        """;

    [Theory]
    [InlineData("91120112712847285b", "9", "uscc", "91120112712847285B")]
    [InlineData("320404000005886", "9", "regno", "320404000005886")]
    [InlineData("", "9", "local", "a.b:9")]
    [InlineData("无", "", "uscc", "无")]
    public void Map_SeveralKeys_TakesTheFirstThatMatches(string code, string id, string scheme, string value)
    {
        var item = Mapping(Registration).Map(Row(("code", code), ("id", id), ("name", "甲")))!;

        Assert.Equal(("a.b", scheme, value), ("a.b", item.Item.Change.Key.Scheme, item.Item.Change.Key.Value));
    }

    [Fact]
    public void Map_NoKeyAtAll_IsHeldAsUnkeyedWithoutAChange()
    {
        var item = Mapping(Registration).Map(Row(("name", "甲")))!;

        Assert.Null(item.Item.Change);
        Assert.Null(item.Address);
        Assert.Equal(("kit.key", Severity.Error), (item.Item.Violations[^1].Rule, item.Item.Violations[^1].Severity));
    }

    [Fact]
    public void Map_PersonalValueIsWrong_IsNotShown()
    {
        var item = Mapping(Registration).Map(Row(("id", "1"), ("person", "张三")))!;

        var violation = Assert.Single(item.Item.Violations);
        Assert.Equal(("kit.date", "representative", ""), (violation.Rule, violation.Field, violation.Value));
    }

    [Fact]
    public void Map_MessageOfParts_IsFilled()
    {
        var item = Mapping(Registration).Map(Row(("id", "1"), ("capital", "50(万元人民币)")))!;

        var capital = item.Item.Change.Registration.Capital;
        Assert.Equal(("50", "万元", "CNY", "50(万元人民币)"), (capital.Amount, capital.Unit, capital.Currency, capital.Raw));
    }

    [Theory]
    [InlineData("true", true, 0)]
    [InlineData("", false, 0)]
    [InlineData("是", false, 1)]
    public void Map_ValueOfAnotherType_IsParsedOrAnError(string text, bool value, int errors)
    {
        var item = Mapping(Registration).Map(Row(("id", "1"), ("flag", text)))!;

        Assert.Equal((value, errors), (item.Item.Change.Registration.TermUnlimited, item.Item.Violations.Count(v => v.Rule == "kit.value")));
    }

    [Fact]
    public void Map_Raw_HasAllowListedColumnsOnlyAndAsTheyAre()
    {
        var item = Mapping(Registration).Map(Row(("id", " １ "), ("name", "甲"), ("secret", "x")))!;

        Assert.Equal("""{"id":" １ "}""", item.Item.Raw.ToStringUtf8());
    }

    [Fact]
    public void Map_RowOverTheLimit_IsCutInItsRawForm()
    {
        var item = Mapping(Registration).Map(Row(("id", new string('长', 30_000)), ("name", "甲")))!;

        Assert.InRange(item.Item.Raw.Length, 100, RawRow.MaxBytes);
    }

    [Fact]
    public void Map_OwnVersion_GoesBeforeTheSources()
    {
        var mapping = Mapping("""
                facet: enterprise.registration
                key: {scheme: local, template: '{$source}:{id}'}
                version: {column: name, as: sequence}
                fields: {name: name}
            """);

        var sound = mapping.Map(Row(("id", "1"), ("name", "7")), new SourceVersion { Sequence = 1 })!;
        var wrong = mapping.Map(Row(("id", "1"), ("name", "x")), new SourceVersion { Sequence = 1 })!;

        Assert.Equal((7UL, true), (sound.Item.Change.SourceVersion.Sequence, sound.HasOwnVersion));
        Assert.Equal(("kit.version", Severity.Error), (Assert.Single(wrong.Item.Violations).Rule, wrong.Item.Violations[0].Severity));
    }

    [Fact]
    public void Map_DeletingRow_IsATombstoneOfItsInstance()
    {
        var mapping = Mapping("""
                facet: enterprise.tier_label
                key: {scheme: local, template: '{$source}:{id}'}
                delete_when: {column: name, is: [D]}
                fields: {code: {value: T1}, certificate: code}
            """);

        var item = mapping.Map(Row(("id", "1"), ("name", "D"), ("code", "A1")))!;

        Assert.Equal(("enterprise.tier_label", "T1|A1"), (item.Item.Change.Tombstone.Facet, item.Item.Change.Tombstone.Instance));
        Assert.Equal("T1|A1", item.Address!.Value.Instance);
    }

    [Fact]
    public void Map_MapperThrows_HoldsTheRow()
    {
        var failed = new List<string>();
        var mapping = Mapping("""
                facet: enterprise.registration
                key: {scheme: local, template: '{$source}:{id}'}
                mapper: throwing
                fields: {name: name}
            """, failed);

        var item = mapping.Map(Row(("id", "1"), ("name", "甲")))!;

        Assert.Null(item.Item.Change);
        Assert.Equal("kit.mapper", Assert.Single(item.Item.Violations).Rule);
        Assert.Equal(["no luck"], failed);
    }

    [Fact]
    public void Map_FirstFacetThatTakesTheRow_GetsIt()
    {
        var mapping = Mapping("""
                facet: enterprise.registration
                when: {column: name, contains: [公司]}
                key: {scheme: local, template: '{$source}:{id}'}
                fields: {name: name}
            """);

        Assert.NotNull(mapping.Map(Row(("id", "1"), ("name", "示例公司"))));
        Assert.Null(mapping.Map(Row(("id", "1"), ("name", "示例个体户"))));
    }

    [Fact]
    public void Compile_WrongDeclaration_NamesEverythingAtOnce()
    {
        var file = AdapterFileParser.Parse("test.yaml", """
            sources:
              - source: a.b
                input: {type: file, files: [{pattern: x, mode: full}]}
                facets:
                  - facet: enterprise.registration
                    key: {scheme: cert, column: id, convert: [nonsense]}
                    mapper: unknown
                    fields: {nme: name, state_history: x, capital: x, name: {column: n, convert: [{date: []}, table]}}
                  - facet: enterprise.nothing
                    key: {scheme: uscc, column: id}
                    fields: {name: name}
            """);
        var problems = new List<SettingProblem>();

        new RowMappingCompiler(new AdapterSetup(), problems).Compile(file.Sources[0], (_, _) => { });

        var text = string.Join('\n', problems);
        Assert.All(
            ["raw", "cert", "nonsense", "unknown", "nme", "state_history", "\"capital\"", "table", "enterprise.nothing"],
            named => Assert.Contains(named, text, StringComparison.Ordinal));
        Assert.Equal(9, problems.Count);
    }

    private static RowMapping Mapping(string facet, List<string>? failed = null)
    {
        var lines = string.Join('\n', facet.Split('\n').Select(line => "    " + line));
        var yaml = $"sources:\n  - source: a.b\n    raw: id\n    input: {{type: file, files: {{pattern: x, mode: full}}}}\n    facets:\n      -\n{lines}\n";
        var problems = new List<SettingProblem>();
        var setup = new AdapterSetup().AddRowMapper<Throwing>();
        var mapping = new RowMappingCompiler(setup, problems)
            .Compile(AdapterFileParser.Parse("test.yaml", yaml).Sources[0], (_, e) => failed?.Add(e.Message));
        Assert.Empty(problems);
        return mapping;
    }

    private static FileRow Row(params (string Column, string Value)[] values) => new(
        values.Select((v, i) => (v.Column, i)).ToDictionary(v => v.Column, v => v.i), new FileLine(1, [.. values.Select(v => v.Value)], ""))
    { Number = 1 };

    private sealed class Throwing : IRowMapper
    {
        public string Name => "throwing";

        public void Map(SourceRow row, MappedRow mapped) => throw new InvalidOperationException("no luck");
    }
}
