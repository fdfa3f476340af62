using System.Text.RegularExpressions;
using DataBus.Cli;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.V1;

namespace DataBus.Tests.Readme;

/// <summary>The page that lists the policy's systems tells what is so: facets, owners, codes, commands.</summary>
public sealed partial class SystemsPageTests
{
    private static readonly string[][] _rows = [.. File.ReadAllLines(Repository.Path("docs", "systems.zh-CN.md"))
        .Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    private static string[] Commands => [.. _rows.Select(row => row[^1])
        .Where(cell => cell.StartsWith("`databus ", StringComparison.Ordinal))
        .Select(cell => cell.Trim('`')).Distinct()];

    [Fact]
    public void Page_FacetsOfTheCatalogue_AreEachOnItOnceWithAllTheirSources()
    {
        var listed = _rows.Where(row => row.Length == 6 && row[2].StartsWith('`')).ToDictionary(row => row[2].Trim('`'));

        Assert.Equal(FacetCatalogue.All.Select(kind => kind.Name).Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (facet, row) in listed)
        {
            var owners = InitialOwnership.BySource.Where(source => source.Value.Parts.Any(part => part.Facet == facet)).Select(source => source.Key);
            Assert.Equal(owners.Order(StringComparer.Ordinal), Source().Matches(row[3]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
            Assert.NotEmpty(row[1]);
            Assert.NotEmpty(row[4]);
        }
    }

    [Fact]
    public void Page_KindsTiersIndicatorsAndTasks_AreAllOnIt()
    {
        var first = _rows.Select(row => row[0].Trim('`')).ToHashSet();

        Assert.Empty(CodeTables.Find("platform_kind")!.Entries.Select(entry => entry.Code).Except(first));
        Assert.Empty(CodeTables.Find("tier_code")!.Entries.Select(entry => entry.Code).Except(first));
        Assert.Empty(IndicatorDefinitions.All.Select(definition => definition.Code).Except(first));
        Assert.Empty(TaskDefinitions.All.Select(task => task.Code).Except(first));
    }

    [Fact]
    public void Page_FacetsInCommands_AreThoseOfTheirKind()
    {
        var asked = Commands.Select(command => FacetOfList().Match(command)).Where(match => match.Success).ToList();

        Assert.All(asked, match => Assert.Equal(match.Groups[1].Value, KeyText.Name(FacetCatalogue.Find(match.Groups[2].Value)!.EntityKind)));
        Assert.True(asked.Count > 40);
    }

    [Fact]
    public async Task Page_Commands_RunAgainstAHub()
    {
        await using var hub = await HubFixture.StartAsync();
        foreach (var command in Commands)
        {
            var exit = await CliApplication.RunAsync([.. command.Split(' ').Skip(1), "--hub", hub.Grpc.ToString()]);

            // An empty hub has no closed pass yet: the sheet of a source is not found, all else is there.
            var sound = exit == ExitCodes.Ok || (exit == ExitCodes.NotFound && command.Contains("sources sheet", StringComparison.Ordinal));
            Assert.True(sound, $"{command}: {exit}");
        }
    }

    [GeneratedRegex("`([a-z-]+[.][a-z-]+|hub)`")]
    private static partial Regex Source();

    [GeneratedRegex("^databus list ([a-z]+) --facet ([a-z._]+)(?: --operator)?$")]
    private static partial Regex FacetOfList();
}
