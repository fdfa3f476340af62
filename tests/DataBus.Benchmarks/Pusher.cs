using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>
/// One pusher with several batches in flight. Everything must have the one outcome that is wanted, by default accepted: a benchmark of
/// refusals says nothing.
/// </summary>
internal sealed class Pusher(PushSession session, Func<Tallies, ulong> wanted) : IAsyncDisposable
{
    private string _position = session.Opened.Position;
    private long _sent;

    public static Task<Pusher> OpenAsync(DataBusClient client, CancellationToken cancellationToken) =>
        OpenAsync(client, static tallies => tallies.Accepted, cancellationToken);

    public static async Task<Pusher> OpenAsync(DataBusClient client, Func<Tallies, ulong> wanted, CancellationToken cancellationToken) =>
        new(await client.OpenPushAsync(Workload.Source, "benchmark", takeOver: true, cancellationToken), wanted);

    /// <summary>Pushes all; ends when the last is acknowledged.</summary>
    public async Task PushAsync(IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(BenchmarkOptions.InFlight);
        var answers = new List<Task>();
        foreach (var batch in batches)
        {
            await places.WaitAsync(cancellationToken);
            answers.Add(PushAndFreeAsync(batch));
        }

        await Task.WhenAll(answers);

        async Task PushAndFreeAsync(Batch batch)
        {
            try
            {
                await PushAsync(batch, cancellationToken);
            }
            finally
            {
                _ = places.Release();
            }
        }
    }

    public async Task PushAsync(Batch batch, CancellationToken cancellationToken)
    {
        batch.PositionBefore = _position;
        batch.PositionAfter = _position = string.Create(CultureInfo.InvariantCulture, $"benchmark:{++_sent}");
        var result = await session.SendAsync(batch, cancellationToken);
        if (wanted(result.Tallies) != (ulong)batch.Items.Count)
            throw new InvalidOperationException($"Only {wanted(result.Tallies)} of {batch.Items.Count} became what they should: {result.Tallies}");
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
