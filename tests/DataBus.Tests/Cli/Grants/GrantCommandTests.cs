using System.Text.Json;
using DataBus.Cli;
using DataBus.V1;

namespace DataBus.Tests.Cli.Grants;

/// <summary>Grants from a file, as the security administrator applies them.</summary>
public sealed class GrantCommandTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"grants-{Guid.NewGuid():N}.yaml");
    private HubFixture _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_CheckApplyListExplain_TellOneStory()
    {
        await WriteAsync("""
            grants:
              - name: origins
                grantee: app/dashboard
                facets: [enterprise.origin]
                absent: [enterprise.origin.planned_investment]
                purpose: 招商看板
                legal_basis: 区招商工作职责
                until: 2099-12-31
            """);

        var check = await JsonAsync("grant", "check", _file);
        var before = await JsonAsync("grant", "list");
        var applied = await JsonAsync("grant", "apply", _file, "--reason", "启用看板");
        var after = await JsonAsync("grant", "list");
        var explained = await JsonAsync("grant", "explain", "app/dashboard", "--facet", "enterprise.origin");

        Assert.Equal(("origins", "0"), (check.GetProperty("added")[0].GetString(), before.GetProperty("version").GetString()));
        Assert.Equal(applied.GetProperty("version").GetString(), after.GetProperty("version").GetString());
        Assert.Equal("启用看板", after.GetProperty("reason").GetString());
        var facet = explained.GetProperty("facets")[0];
        Assert.True(facet.GetProperty("readable").GetBoolean());
        Assert.Equal("planned_investment", facet.GetProperty("withheld")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("grants:\n  - name: a\n    colour: red\n", "colour")]
    [InlineData("grant: []\n", "grants:")]
    [InlineData("grants: [\n", "YAML")]
    [InlineData("grants:\n  - name: [a, b]\n", "")]
    public async Task RunAsync_FileThatIsNoSetOfGrants_IsRefusedWithTheReason(string content, string said)
    {
        await WriteAsync(content);

        var (exit, _, errors) = await DatabusProcess.RunAsync("grant", "check", _file, "--hub", _hub.Grpc.ToString());

        Assert.Equal(ExitCodes.Usage, exit);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Contains(_file, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DescribeAsReader_ListsEveryFacetKind()
    {
        var description = await JsonAsync("describe");

        Assert.Equal(FacetCatalogue.All.Count, description.GetProperty("facets").GetArrayLength());
        Assert.StartsWith("app/", description.GetProperty("caller").GetString(), StringComparison.Ordinal);
    }

    private Task WriteAsync(string content) => File.WriteAllTextAsync(_file, content, TestContext.Current.CancellationToken);

    private async Task<JsonElement> JsonAsync(params string[] args)
    {
        var (exit, output, errors) = await DatabusProcess.RunAsync([.. args, "--hub", _hub.Grpc.ToString(), "--output", "json"]);
        Assert.True(exit == ExitCodes.Ok, errors);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }
}
