using DataBus.Client;

namespace DataBus.Faults;

/// <summary>What a trial with kills found.</summary>
/// <param name="Kills">What was killed, and at which head.</param>
/// <param name="Differences">Where the result is not that of the undisturbed run.</param>
/// <param name="Rows">How many lines of state were compared.</param>
internal sealed record KillReport(IReadOnlyList<string> Kills, IReadOnlyList<string> Differences, int Rows);

/// <summary>
/// Ingests a folder of gazette files twice, once undisturbed, once with SIGKILLs of hub and adapter at random moments: what comes out is
/// the same, to the row.
/// </summary>
internal sealed class KillTrial(string gazette, int kills, int seed, string work)
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(5);
    private const int MostMillisecondsAfter = 60;

    private readonly Random _random = new(seed);
    private readonly List<string> _killed = [];

    public async Task<KillReport> RunAsync(CancellationToken cancellationToken)
    {
        var (expected, lastHead) = await UndisturbedAsync(cancellationToken);
        var actual = await DisturbedAsync(lastHead, cancellationToken);
        return new KillReport(_killed, HubState.Differences(expected, actual), expected.Count);
    }

    private async Task<(IReadOnlyList<string> State, ulong Head)> UndisturbedAsync(CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(Path.Combine(work, "undisturbed"), cancellationToken);
        await using var adapter = StartAdapter(hub, Drop("undisturbed-drop"));
        await adapter.EndedAsync(cancellationToken);
        using var client = hub.Client();
        var status = await client.Operations.GetStatusAsync(cancellationToken);
        return (await HubState.ReadAsync(client, cancellationToken), status.Head);
    }

    private async Task<IReadOnlyList<string>> DisturbedAsync(ulong lastHead, CancellationToken cancellationToken)
    {
        var drop = Drop("disturbed-drop");
        await using var hub = await HubProcess.StartAsync(Path.Combine(work, "disturbed"), cancellationToken);
        using var client = hub.Client();
        var adapter = StartAdapter(hub, drop);
        try
        {
            foreach (var moment in Moments(lastHead))
            {
                if (!await ReachedAsync(client, moment, adapter, cancellationToken))
                    break;
                adapter = await KillOneAsync(hub, adapter, drop, moment, cancellationToken);
            }

            await adapter.EndedAsync(cancellationToken);
        }
        finally
        {
            await adapter.DisposeAsync();
        }

        return await HubState.ReadAsync(client, cancellationToken);
    }

    // Moments are heads of the log: the time that a machine needs says nothing about how far it is.
    private IEnumerable<ulong> Moments(ulong lastHead) =>
        Enumerable.Range(0, kills).Select(_ => (ulong)_random.NextInt64(1, (long)lastHead)).Order().ToList();

    private async Task<PartProcess> KillOneAsync(
        HubProcess hub, PartProcess adapter, string drop, ulong moment, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(MostMillisecondsAfter)), cancellationToken);
        if (_random.Next(2) == 0)
        {
            _killed.Add($"hub at {moment}");
            await hub.KillAndStartAsync(cancellationToken);
            return adapter;
        }

        _killed.Add($"adapter at {moment}");
        await adapter.DisposeAsync();
        return StartAdapter(hub, drop);
    }

    /// <summary>Waits until the head is there; false if the adapter is done before.</summary>
    private static async Task<bool> ReachedAsync(DataBusClient client, ulong moment, PartProcess adapter, CancellationToken cancellationToken)
    {
        while ((await client.Operations.GetStatusAsync(cancellationToken)).Head < moment)
        {
            if (adapter.HasExited)
                return false;
            await Task.Delay(_poll, cancellationToken);
        }

        return !adapter.HasExited;
    }

    private static PartProcess StartAdapter(HubProcess hub, string drop) =>
        PartProcess.Start(Parts.IpCenterDll, "--hub", hub.Url, "--drop", drop, "--once");

    // The adapter moves what it has read, so each run has a copy of its own.
    private string Drop(string name)
    {
        var drop = Directory.CreateDirectory(Path.Combine(work, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(gazette, "*.csv.gz"))
            File.Copy(file, Path.Combine(drop, Path.GetFileName(file)));
        return drop;
    }
}
