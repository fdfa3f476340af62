using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

public sealed class AdapterFileParserTests
{
    private static readonly string[] _wrong =
    [
        "sources[0].source", "sources[0].poll", "sources[0].input.files.pattern", "sources[0].input.files.mode", "sources[0].input.encoding",
        "sources[0].input.delimiter", "sources[0].input.trailer.count", "sources[0].facets[0].fields.x", "sources[0].facets[0].fields.y.template",
        "sources[0].facets[0].fields.z.convert", "sources[0].facets[0].key.column", "sources[0].pol",
    ];

    [Fact]
    public void Parse_TheDocumentsExamples_AreSound()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "adapters.md"));
        var blocks = document.Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).ToList();
        var whole = blocks[0];
        var inputs = blocks.Skip(1).Select(input => whole.Replace(Input(whole), input, StringComparison.Ordinal));

        foreach (var text in inputs.Prepend(whole))
            Assert.Equal("science.tier-labels", AdapterFileParser.Parse("adapters.md", text).Sources[0].Source);
        Assert.Equal(5, blocks.Count);
    }

    [Fact]
    public void Parse_WholeFile_ReadsEverySetting()
    {
        var source = AdapterFileParser.Parse("test.yaml", """
            sources:
              - source: a.b
                poll: 2m
                freshness: 1d
                input:
                  type: file
                  folder: x
                  files: {pattern: 'a(?<as_of>.*)', mode: changes, as_of_format: yyyyMMdd, rows_in_order: true}
                  encoding: gb18030
                  delimiter: '\t'
                  extra_columns: ignore
                  trailer: {marker: E, count: 3}
                  manifest: '{name}.m'
                  manifest_wait: 5s
                  settle: 250ms
                raw: [a, b]
                facets:
                  - {facet: f, key: {scheme: s, column: c}, fields: {x: {template: '{p}:{q}'}}}
            """).Sources[0];

        var input = Assert.IsType<FileInput>(source.Input);
        Assert.Equal((TimeSpan.FromMinutes(2), '\t', true, FileEncoding.Gb18030), (source.Poll, input.Delimiter, input.AllowExtraColumns, input.Encoding));
        Assert.Equal(TimeSpan.FromDays(1), source.Freshness);
        Assert.Equal((PassMode.Changes, true, 3), (input.Files[0].Mode, input.Files[0].RowsInOrder, input.Trailer!.Count));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250)), (input.ManifestWait, input.Settle));
        Assert.Equal(["p", "q"], source.Facets[0].Fields["x"].Columns);
    }

    [Fact]
    public void Parse_ManyWrongSettings_NamesThemAllWithLineValueAndWhatIsRight()
    {
        var error = Assert.Throws<AdapterFileException>(() => AdapterFileParser.Parse("test.yaml", """
            sources:
              - source: Tax
                poll: 2 days
                pol: 5s
                input:
                  type: file
                  files: {pattern: '(', mode: all}
                  encoding: utf-16
                  delimiter: ';;'
                  trailer: {marker: E, count: 1}
                facets:
                  - facet: f
                    key: {scheme: s, column: c, template: t}
                    fields: {x: [a], y: {template: '{p'}, z: {value: v, convert: {a: 1, b: 2}}}
            """));

        Assert.Equal(_wrong.Order(StringComparer.Ordinal), error.Problems.Select(p => p.Path).Order(StringComparer.Ordinal));
        Assert.Contains("line 3: sources[0].poll: \"2 days\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("from 100ms to 1h", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sources: [")]
    [InlineData("")]
    [InlineData("a: b")]
    [InlineData("sources: []")]
    [InlineData("sources:\n  - {source: a.b, input: {type: ftp}, facets: {facet: f, key: {scheme: s, column: c}, fields: {x: y}}}")]
    public void Parse_NoSources_SaysSo(string text)
    {
        var error = Assert.Throws<AdapterFileException>(() => AdapterFileParser.Parse("test.yaml", text));

        Assert.NotEmpty(error.Problems);
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5_000)]
    [InlineData("10m", 600_000)]
    [InlineData("1h", 3_600_000)]
    public void Durations_Parse_ReadsWhatFormatWrites(string text, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.Parse(text));
        Assert.Equal(text, Durations.Format(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5s")]
    [InlineData("５s")]
    public void Durations_ParseOther_IsNull(string text) => Assert.Null(Durations.Parse(text));

    private static string Input(string whole)
    {
        var start = whole.IndexOf("    input:", StringComparison.Ordinal);
        return whole[start..whole.IndexOf("    raw:", StringComparison.Ordinal)];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DataBus.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
