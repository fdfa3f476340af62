using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

public sealed class EnterpriseApiTests : IAsyncLifetime
{
    private const string Uscc = "91120112712847285B";
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(_now);
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EnterpriseService.EnterpriseServiceClient Enterprises => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(time: _time);

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListOpenings_SixOwners_AreOneOpeningWithItsTimeFromFirstToLast()
    {
        var steps = CodeTables.Find("opening_step")!.Entries;
        for (var i = 0; i < steps.Count; i++)
            await PushAsync(Step(steps[i].Code, "COMPLETED", hoursAgo: 30 - i, endedHoursAgo: 20 - i));

        var opening = Assert.Single((await Enterprises.ListOpeningsAsync(new ListOpeningsRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token)).Openings);

        Assert.Equal(steps.Select(step => step.Code), opening.Steps.Select(step => step.Step.Step));
        Assert.Equal((15UL * 60, _now.AddHours(-15)), (opening.ElapsedMinutes, opening.EndedAt.ToDateTimeOffset()));
        Assert.Equal(("uscc", 2), (opening.Key.Scheme, opening.Keys.Count));
        Assert.All(opening.Steps, step => Assert.Equal(10UL * 60, step.ElapsedMinutes));
    }

    [Fact]
    public async Task ListOpenings_StepPastItsDay_NamesTheOwnerAndComesFirst()
    {
        var late = Step("BANK_ACCOUNT", "ACCEPTED", hoursAgo: 90, due: "2026-11-21");
        late.OpeningStep.Agency = "某银行津南支行";
        await PushAsync(Step("SEAL", "ACCEPTED", hoursAgo: 1, due: "2026-11-24", number: "2"));
        await PushAsync(late);

        var all = (await Enterprises.ListOpeningsAsync(new ListOpeningsRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token)).Openings;
        var overdue = Assert.Single((await Enterprises.ListOpeningsAsync(new ListOpeningsRequest { OverdueOnly = true }, HubFixture.Caller(isOperator: true), cancellationToken: Token)).Openings);

        Assert.Equal(2, all.Count);
        Assert.Equal(overdue, all[0]);
        var step = Assert.Single(overdue.Steps);
        Assert.Equal((3u, "某银行津南支行", false), (step.OverdueDays, step.Step.Agency, step.Bureau.Length == 0));
    }

    [Fact]
    public async Task ListChainNodes_RolesOfNow_AreCountedAndANodeWithoutAnyIsAGap()
    {
        await PushAsync(
            Role("integrated_circuit.design", "CORE"), Role("integrated_circuit.equipment", "INTENDED"), Role("integrated_circuit.material", "LEADER", until: "2026-01-01"));

        var answer = await Enterprises.ListChainNodesAsync(new ListChainNodesRequest { Chain = "integrated_circuit" }, cancellationToken: Token);
        var gaps = await Enterprises.ListChainNodesAsync(new ListChainNodesRequest { Chain = "integrated_circuit", GapsOnly = true }, cancellationToken: Token);

        var design = answer.Nodes.Single(node => node.Node == "integrated_circuit.design");
        Assert.Equal((1u, false, Uscc), (design.Enterprises, design.Gap, design.Keys[0].Value));
        Assert.Equal(1u, answer.Nodes.Single(node => node.Node == "integrated_circuit.equipment").Intended);
        Assert.Equal(answer.Nodes.Where(node => node != design).Select(node => node.Node), gaps.Nodes.Select(node => node.Node));
    }

    [Fact]
    public async Task ListChainNodes_NoSuchChain_IsNotFound()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            Enterprises.ListChainNodesAsync(new ListChainNodesRequest { Chain = "no_such" }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    private async Task PushAsync(params Change[] changes)
    {
        var facet = FacetCatalogue.Of(changes[0])!;
        var part = facet.PartOf(changes[0]);
        var source = InitialOwnership.BySource.First(one => one.Value.Parts.Any(owned => owned.Facet == facet.Name && (owned.Part == "" || owned.Part == part))).Key;
        var pushed = await _hub.PushAsync(source, changes);
        Assert.Equal((ulong)changes.Length, pushed.Tallies.Accepted);
    }

    private static Change Step(string step, string status, int hoursAgo, int? endedHoursAgo = null, string due = "", string number = "1")
    {
        var content = new OpeningStep
        {
            Step = step,
            Status = status,
            CaseNumber = number,
            Uscc = number == "1" ? Uscc : "",
            Name = "天津某某科技有限公司",
            AcceptedAt = Timestamp.FromDateTimeOffset(_now.AddHours(-hoursAgo)),
            DueOn = due,
        };
        if (endedHoursAgo is { } ended)
            content.CompletedAt = Timestamp.FromDateTimeOffset(_now.AddHours(-ended));
        return new Change { Key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"opening:{number}" }, OpeningStep = content };
    }

    private static Change Role(string node, string role, string until = "") => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = Uscc },
        ChainRole = new ChainRole { Chain = "integrated_circuit", Node = node, Role = role, Since = "2025-01-01", Until = until },
    };
}
