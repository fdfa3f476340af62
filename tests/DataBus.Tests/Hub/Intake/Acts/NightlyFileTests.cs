using DataBus.V1;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>What operators closed stays closed, whatever the next nightly file repeats.</summary>
public sealed class NightlyFileTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";

    private readonly CoreFixture _hub = new();
    private readonly DeskDriver _desk;
    private int _nights;

    public NightlyFileTests() => _desk = new DeskDriver(_hub);

    [Fact]
    public async Task OneBadRecord_InTenThousand_IsHeldWithItsFieldAndTheRestGoesOut()
    {
        var source = await _hub.OpenAsync(Source);
        var rows = Enumerable.Range(0, 10_000).Select(number => number == 4_711 ? DeskDriver.Bad(Samples.Label($"C{number}")) : Samples.Label($"C{number}"));

        var result = await source.PushAsync([.. rows]);

        Assert.Equal((9_999UL, 1UL), (result.Tallies.Accepted, result.Tallies.Held));
        var held = Assert.Single(result.Exceptions);
        Assert.Equal("valid_from", held.Violations.Single(broken => broken.Severity == Severity.Error).Field);
        Assert.Equal(4_711U, held.Index);
    }

    [Fact]
    public async Task Nights_AfterMendingReturningAndDiscarding_OpenAndPublishNothing()
    {
        var source = await _hub.OpenAsync(Source);
        var first = await ReadAsync(source, File());
        var ids = first.Exceptions.Select(item => item.FailedId).ToList();
        Assert.Equal(3_000, ids.Count);
        _ = await _desk.RunAsync(DeskDriver.Patch(replay: true, DeskDriver.Edit("valid_from", "2026-01-01")), ids.Take(1_000));
        _ = await _desk.RunAsync(new JobAct { Return = new JobReturn() }, ids.Skip(1_000).Take(1_000));
        _ = await _desk.RunAsync(new JobAct { Discard = new JobDiscard { Code = "DUPLICATE" } }, ids.Skip(2_000));
        var head = _hub.Core.Log.Head;

        for (var night = 0; night < 3; night++)
        {
            var again = await ReadAsync(source, File());
            Assert.Equal((1_000UL, 1_000UL, 1_000UL, 0UL), (again.Tallies.Unchanged, again.Tallies.SeenAgain, again.Tallies.Known, again.Tallies.Held));
        }

        Assert.Empty(_desk.Published(head));
        await ExpectAsync(replayed: 1_000, returned: 1_000, discarded: 1_000, settled: 0);

        var corrected = File();
        foreach (var row in corrected.Skip(1_000).Take(500))
            row.TierLabel.ValidFrom = "2026-02-01";
        var last = await ReadAsync(source, corrected);

        Assert.Equal(500UL, last.Tallies.Accepted);
        await ExpectAsync(replayed: 1_000, returned: 500, discarded: 1_000, settled: 500);
    }

    private static List<Change> File() => [.. Enumerable.Range(0, 3_000).Select(number => DeskDriver.Bad(Samples.Label($"C{number}")))];

    private Task<BatchResult> ReadAsync(SourceDriver source, IEnumerable<Change> rows)
    {
        var batch = Samples.CompleteFile($"2026-11-{++_nights:D2}");
        batch.Items.Add(rows.Select((row, index) => new PushItem { Change = row, Row = (ulong)index + 1 }));
        return source.PushAsync(batch);
    }

    private async Task ExpectAsync(int replayed, int returned, int discarded, int settled)
    {
        using var view = await _desk.ViewAsync();
        var states = view.ScanHeld().GroupBy(row => row.Value.State).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(3_000, states.Values.Sum());
        Assert.Equal(
            (replayed, returned, discarded, settled),
            (states.GetValueOrDefault(FailedState.Replayed), states.GetValueOrDefault(FailedState.Returned),
                states.GetValueOrDefault(FailedState.Discarded), states.GetValueOrDefault(FailedState.Settled)));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
