using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Hub.Intake;

/// <summary>Six bodies write the six steps of opening an enterprise, each its own, keyed by the number of the case.</summary>
public sealed class OpeningTests : IAsyncDisposable
{
    private static readonly (string Source, string Step)[] _owners =
    [
        ("market-regulation.opening-steps", "LICENCE"), ("seal.opening-steps", "SEAL"), ("tax.opening-steps", "INVOICE"),
        ("bank.opening-steps", "BANK_ACCOUNT"), ("social-security.opening-steps", "SOCIAL_SECURITY"), ("housing-fund.opening-steps", "HOUSING_FUND"),
    ];

    private readonly CoreFixture _hub = new();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task CommitAsync_SixOwnersInEveryOrder_MakeTheSameEntity()
    {
        var orders = Orders([0, 1, 2, 3, 4, 5]).ToList();
        var sources = new List<SourceDriver>();
        foreach (var (source, _) in _owners)
            sources.Add(await _hub.OpenAsync(source));

        // Case n is written in order n: in each round each body pushes the cases in which it is next.
        for (var round = 0; round < _owners.Length; round++)
        {
            for (var owner = 0; owner < _owners.Length; owner++)
            {
                var turn = orders.Select((order, number) => (order, number)).Where(one => one.order[round] == owner);
                var result = await sources[owner].PushAsync([.. turn.Select(one => Step(one.number, _owners[owner].Step))]);
                Assert.Empty(result.Exceptions);
            }
        }

        Assert.Equal(720, orders.Count);
        var entities = new HashSet<string>();
        for (var number = 0; number < orders.Count; number++)
            entities.Add(await EntityAsync(number));
        Assert.Equal("BANK_ACCOUNT HOUSING_FUND INVOICE LICENCE SEAL SOCIAL_SECURITY", Assert.Single(entities));
    }

    [Theory]
    [InlineData("science.innovation", "LICENCE", "market-regulation.opening-steps")]
    [InlineData("tax.opening-steps", "SEAL", "seal.opening-steps")]
    public async Task CommitAsync_ASeventhWriter_IsRefusedWithBothNamed(string writer, string step, string owner)
    {
        var source = await _hub.OpenAsync(writer);

        var result = await source.PushAsync(Step(1, step));

        var refused = Assert.Single(result.Exceptions);
        Assert.Equal(Outcome.Refused, refused.Outcome);
        var violation = Assert.Single(refused.Violations);
        Assert.All([violation.MessageZh, violation.MessageEn], text => Assert.Contains(writer, text, StringComparison.Ordinal));
        Assert.All([violation.MessageZh, violation.MessageEn], text => Assert.Contains(owner, text, StringComparison.Ordinal));
        Assert.Null(await _hub.SlotAsync(Step(1, step)));
    }

    private async Task<string> EntityAsync(int number)
    {
        var steps = new List<string>();
        foreach (var (source, step) in _owners)
        {
            if (await _hub.SlotAsync(Step(number, step)) is { IsLive: true } slot && slot.Source == source)
                steps.Add(step);
        }
        return string.Join(' ', steps.Order(StringComparer.Ordinal));
    }

    private static Change Step(int number, string step) => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = $"一网通办:JN{number:D4}" },
        OpeningStep = new OpeningStep
        {
            Step = step,
            Status = "COMPLETED",
            CaseNumber = $"JN{number:D4}",
            AcceptedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))),
            CompletedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.FromHours(8))),
        },
    };

    private static IEnumerable<int[]> Orders(int[] left) => left.Length == 0
        ? [[]]
        : left.SelectMany(first => Orders([.. left.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
