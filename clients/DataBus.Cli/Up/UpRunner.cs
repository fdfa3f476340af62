using System.Text.Json;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>Runs the whole exchange: until stopped, or once until everything has gone through.</summary>
internal sealed class UpRunner(UpOptions options, IUpView view, TimeProvider time)
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _redraw = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _settle = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions _json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs; what it started has stopped when it returns.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("databus-up-");
        var keep = false;
        try
        {
            await using var exchange = new Exchange(work.FullName, options);
            await exchange.StartHubAsync(cancellationToken);
            using var client = new DataBusClient(exchange.ClientOptions);
            await RunAsync(exchange, client, cancellationToken);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return options.Once ? ExitCodes.Interrupted : ExitCodes.Ok;
        }
        catch (UpException)
        {
            // The log files that the message names stay.
            keep = true;
            throw;
        }
        finally
        {
            if (!keep)
                work.Delete(recursive: true);
        }
    }

    private async Task RunAsync(Exchange exchange, DataBusClient client, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var before = (await client.Operations.ListSourcesAsync(cancellationToken)).Sources.ToDictionary(source => source.Source, source => source.Tallies);
        var follower = new Follower(client);
        view.Started(exchange);
        Task[] beside =
        [
            follower.RunAsync(stop.Token), DrawAsync(client, follower, before, stop.Token),
            .. options.Once ? Array.Empty<Task>() : [SampleMeeting.FreezeLaterAsync(client, time, stop.Token)],
        ];
        try
        {
            await exchange.StartBureausAsync(cancellationToken);
            if (options.Once)
                view.Finished(await FinishAsync(exchange, client, follower, before, cancellationToken));
            else
                await exchange.SuperviseAsync(time, view.Restarted, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var task in beside)
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<UpReport> FinishAsync(
        Exchange exchange, DataBusClient client, Follower follower, Dictionary<string, Tallies> before, CancellationToken cancellationToken)
    {
        await exchange.AdaptersEndAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settle);
        try
        {
            var head = await SettleAsync(client, follower, limit.Token);
            await SampleMeeting.FreezeAsync(client, head, limit.Token);
            _ = await SettleAsync(client, follower, limit.Token);
            return await ReportAsync(client, follower, before, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpException($"订阅方或指标没有在 {_settle} 内赶上,原因见 {exchange.Logs}。", $"The subscriber or the figures did not catch up within {_settle}; {exchange.Logs} tells why.");
        }
    }

    /// <summary>Waits until figures and subscriber are at the head; gives the head.</summary>
    private async Task<ulong> SettleAsync(DataBusClient client, Follower follower, CancellationToken cancellationToken)
    {
        var status = await client.Operations.GetStatusAsync(cancellationToken);
        while (status.FiguresAsOf < status.Head || follower.Revision < status.Head || !follower.CaughtUp)
        {
            await Task.Delay(_poll, time, cancellationToken);
            status = await client.Operations.GetStatusAsync(cancellationToken);
        }

        return status.Head;
    }

    private static async Task<UpReport> ReportAsync(DataBusClient client, Follower follower, Dictionary<string, Tallies> before, CancellationToken cancellationToken)
    {
        var sources = await client.Operations.ListSourcesAsync(cancellationToken);
        var reports = sources.Sources
            .Where(source => source.Source != "hub")
            .Select(source => SourceReport.Of(source.Source, source.Tallies, before.GetValueOrDefault(source.Source)))
            .ToList();
        return UpReport.Of(
            reports,
            sources.Revision,
            await client.Query.CountEntitiesAsync(cancellationToken),
            follower.CountFacets(),
            new SubscriberReport(follower.Revision, follower.Count()),
            await client.Query.ListIndicatorsAsync(cancellationToken));
    }

    private async Task DrawAsync(DataBusClient client, Follower follower, Dictionary<string, Tallies> before, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var sources = await client.Operations.ListSourcesAsync(cancellationToken);
                view.Closed((await client.Operations.GetStatusAsync(cancellationToken)).Closed);
                view.Draw(sources, await ReportAsync(client, follower, before, cancellationToken));
            }
            catch (DataBusException unavailable) when (unavailable.IsTransient)
            {
                // The hub is being started again; the next round shows it.
            }

            await Task.Delay(_redraw, time, cancellationToken);
        }
    }

    /// <summary>The report as one line of JSON.</summary>
    public static string ToJson(UpReport report) => JsonSerializer.Serialize(report, _json);
}
