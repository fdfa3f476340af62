using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A source of several lists, each a file with columns of its own.</summary>
public sealed class SeveralListsTests : IDisposable
{
    private const string Yaml = """
        sources:
          - source: science.innovation
            input:
              type: file
              files:
                - {pattern: 'projects_(?<as_of>[0-9]{8})\.csv', mode: full, as_of_format: yyyyMMdd, feed: projects}
                - {pattern: 'bodies_(?<as_of>[0-9]{8})\.csv', mode: full, as_of_format: yyyyMMdd, feed: bodies}
              trailer: {marker: '#END', count: 2}
              settle: 0s
            raw: [编号, 信用代码]
            facets:
              - facet: achievement.project
                feed: projects
                key: {scheme: project, template: '区科技局:{编号}'}
                fields:
                  number: 编号
                  title: 名称
                  gates: {column: 阶段门, convert: [{items: [stage, due_on, passed_on]}]}
              - facet: enterprise.rd_body
                feed: bodies
                key: {scheme: uscc, column: 信用代码}
                fields:
                  number: 编号
                  kind: {column: 类别, convert: [{code: rd_body_kind}]}
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_TwoLists_AreReadByTheirOwnColumns()
    {
        Drop("projects_20261120.csv", "编号,名称,阶段门", "P1,抛光,PUBLISHED|2026-02-10|2026-02-08;BIDDING|2026-03-10|");
        Drop("bodies_20261120.csv", "编号,信用代码,类别", "Y1,91120112712847285B,研发中心");

        await RunAsync();

        var changes = _hub.Items().Select(item => item.Change).ToList();
        Assert.All(_hub.Passes, pass => Assert.Equal((PassEnd.Whole, true), (pass.Pass.Close.End, pass.Pass.Close.ProvenComplete)));
        Assert.Equal("CENTRE", changes.Single(change => change.RdBody is not null).RdBody.Kind);
        var gates = changes.Single(change => change.Project is not null).Project.Gates;
        Assert.Equal([("PUBLISHED", "2026-02-08"), ("BIDDING", "")], gates.Select(gate => (gate.Stage, gate.PassedOn)));
    }

    [Fact]
    public async Task ReadAsync_AFullList_ToldNothingOfTheOther()
    {
        Drop("projects_20261118.csv", "编号,名称,阶段门", "P1,抛光,");
        Drop("bodies_20261118.csv", "编号,信用代码,类别", "Y1,91120112712847285B,研发中心");
        await RunAsync();

        Drop("projects_20261119.csv", "编号,名称,阶段门", "P2,切割,");
        await RunAsync();

        var close = _hub.Passes[^1].Pass.Close;
        Assert.Equal(["achievement.project"], close.Covers);
        Assert.Equal(["achievement/project/区科技局:P1"], close.Absent.Select(address => KeyText.Format(address.Key)));
    }

    [Fact]
    public async Task ReadAsync_ListWithoutAColumnOfItsOwn_IsDrift()
    {
        Drop("projects_20261120.csv", "编号,名称", "P1,抛光");

        var drift = await Assert.ThrowsAsync<SourceDriftException>(RunAsync);

        Assert.Contains("gone 阶段门", drift.Message, StringComparison.Ordinal);
        Assert.Empty(_hub.Passes);
    }

    [Fact]
    public async Task ReadAsync_ItemWithTooManyParts_IsHeld()
    {
        Drop("projects_20261120.csv", "编号,名称,阶段门", "P1,抛光,PUBLISHED|2026-02-10|2026-02-08|通过");

        await RunAsync();

        Assert.Equal("kit.items", Assert.Single(Assert.Single(_hub.Items()).Violations).Rule);
    }

    [Fact]
    public void Compile_FeedThatNoFileHas_IsAProblem()
    {
        var problems = new List<SettingProblem>();

        new RowMappingCompiler(new AdapterSetup(), problems).Compile(Declared(Yaml.Replace("feed: bodies\n        key", "feed: body\n        key", StringComparison.Ordinal)), (_, e) => throw e);

        Assert.Contains(problems, problem => problem.Path.EndsWith("enterprise.rd_body.feed", StringComparison.Ordinal));
    }

    private static SourceDeclaration Declared(string yaml) => AdapterFileParser.Parse("test.yaml", yaml).Sources[0];

    private Task RunAsync()
    {
        var declared = Declared(Yaml);
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        var folder = new DropFolder(_folder.Path, (FileInput)declared.Input, once: true, TimeProvider.System);
        return SourceDriver.RunAsync(new FileSource(declared, mapping, folder, TimeProvider.System, NullLogger<FileSource>.Instance), _hub, Token);
    }

    private void Drop(string name, params string[] lines) =>
        File.WriteAllText(Path.Combine(_folder.Path, name), string.Join('\n', [.. lines, $"#END,{lines.Length - 1}"]) + "\n");
}
