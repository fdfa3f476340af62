using DataBus.Cli;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Cli.Failed;

public sealed class FilterTests : FailedFixture
{
    [Fact]
    public async Task List_EveryFilter_IsAsked()
    {
        var run = await RunAsync(
            "list", "--bureau", "区税务局", "--source", "tax.relief", "--pass", "p1", "--kind", "enterprise", "--facet", "enterprise.tax_relief",
            "--rule", "r", "--field", "capital.amount", "--value", "十万", "--from", "2026-11-01", "--before", "2026-11-02 08:30", "--older-than", "3d",
            "--attempts", "2", "--state", "held,returned", "--patched", "--releasable", "false", "--overdue", "--key", "9112", "--cause", "c",
            "--correction", "open", "--unreviewed", "--job", "77");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        var expected = new FailedFilter
        {
            Bureau = "区税务局",
            Source = "tax.relief",
            Pass = "p1",
            Kind = Kind.Enterprise,
            Facet = "enterprise.tax_relief",
            Rule = "r",
            Field = "capital.amount",
            Value = "十万",
            OlderThan = Duration.FromTimeSpan(TimeSpan.FromDays(3)),
            MinAttempts = 2,
            HeldFrom = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8))),
            HeldBefore = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 2, 8, 30, 0, TimeSpan.FromHours(8))),
            States = { FailedState.Held, FailedState.Returned },
            Patched = true,
            Releasable = false,
            Overdue = true,
            Key = "9112",
            Cause = "c",
            Correction = CorrectionState.Open,
            Unreviewed = true,
            Job = 77,
        };
        // As text: equality of messages does not look at whether a false was said.
        Assert.Equal($"{expected}", $"{AskedOfDesk<ListFailedRequest>().Filter}");
    }

    [Fact]
    public async Task Filter_EveryFieldOfTheContract_HasItsOption() => Assert.Equal(
        FailedFilter.Descriptor.Fields.InFieldNumberOrder().Count,
        (await RunAsync("list", "--help")).Output.Split('\n').Count(line => line.TrimStart().StartsWith("--", StringComparison.Ordinal) && IsFilter(line)));

    [Theory]
    [InlineData("--source", "")]
    [InlineData("--attempts", "0")]
    [InlineData("--job", "0")]
    [InlineData("--state", "open")]
    [InlineData("--kind", "company")]
    [InlineData("--older-than", "3")]
    [InlineData("--older-than", "d")]
    [InlineData("--from", "11-01")]
    [InlineData("--correction", "no")]
    public async Task List_UnsoundFilter_EndsWithUsageBeforeAnyCall(string option, string value)
    {
        var run = await RunAsync("list", option, value);

        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Empty(Hub.Desk.Requests);
    }

    [Fact]
    public async Task List_MoreThanAPage_ShowsSoManyAsAskedFor()
    {
        Hub.Desk.Items.AddRange(Enumerable.Range(1, 1500).Select(id => new FailedPush { Id = (ulong)id, State = FailedState.Held }));

        var run = await RunAsync("list", "--limit", "1200", "--output", "json");

        Assert.Equal(1200, run.Lines.Length);
        Assert.Equal("1200", System.Text.Json.JsonDocument.Parse(run.Lines[^1]).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Groups_Filter_IsAskedAndGroupsAreShown()
    {
        Hub.Desk.Groups = new GroupFailedResponse { Groups = { new FailedGroup { Cause = "c1", Rule = "r", Count = 3000, Pattern = "文币" } }, Total = 1 };

        var run = await RunAsync("groups", "--source", "tax.relief", "--limit", "5");

        var asked = AskedOfDesk<GroupFailedRequest>();
        Assert.Equal(("tax.relief", 5U), (asked.Filter.Source, asked.Limit));
        Assert.Contains(run.Lines, line => line.StartsWith("c1", StringComparison.Ordinal) && line.Contains("3000", StringComparison.Ordinal));
        Assert.Contains("1 groups, 1 shown", run.Output, StringComparison.Ordinal);
    }

    private static bool IsFilter(string line) => FailedFilter.Descriptor.Fields.InFieldNumberOrder().Any(field => line.TrimStart().Split(' ')[0] == OptionOf(field.Name));

    private static string OptionOf(string field) => field switch
    {
        "held_from" => "--from",
        "held_before" => "--before",
        "min_attempts" => "--attempts",
        "states" => "--state",
        _ => $"--{field.Replace('_', '-')}",
    };
}
