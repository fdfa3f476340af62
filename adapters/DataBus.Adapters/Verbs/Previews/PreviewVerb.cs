using System.Data.Common;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Verbs.Samples;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Adapters.Verbs.Previews;

/// <summary><c>preview</c>: shows what the first rows of each source become, with the verdicts of the hub's rules; nothing is sent.</summary>
internal static class PreviewVerb
{
    private const int Failed = 1;

    /// <summary>Runs the verb.</summary>
    /// <returns>0: all sources were shown, also with rows that would be held; 1: one could not be read.</returns>
    /// <exception cref="AdapterFileException">The options or the declaration are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, AdapterSetup setup, VerbConsole console, CancellationToken cancellationToken)
    {
        var options = PreviewOptions.Parse(args);
        var code = 0;
        foreach (var (source, mapping) in DeclaredSources.Read(options.Adapter, setup))
        {
            try
            {
                await ShowAsync(source, mapping, options, console, cancellationToken);
            }
            catch (Exception e) when (e is SourceUnavailableException or SourceDriftException or UnreadableFileException or InvalidDataException
                or DbException or IOException)
            {
                await console.Error.WriteLineAsync($"{source.Source}: {e.Message}");
                code = Failed;
            }
        }
        return code;
    }

    private static async Task ShowAsync(
        SourceDeclaration source, RowMapping mapping, PreviewOptions options, VerbConsole console, CancellationToken cancellationToken)
    {
        var sample = await SourceSamples.ReadAsync(source, mapping, options.Adapter, options.Rows, cancellationToken);
        var judged = await JudgeAsync(source, sample, options.Adapter.Hub, console, cancellationToken);
        var verdicts = new Queue<Judged>(judged?.Judged ?? []);
        var rows = sample.Rows
            .Select(row => new PreviewRow(source.Source, row.Number, row.Item?.Item, row.Item is not null && judged is not null ? verdicts.Dequeue() : null))
            .ToList();
        foreach (var row in rows)
            await console.Out.WriteLineAsync(options.IsJson ? row.ToJson() : row.ToText());
        var counts = string.Join(", ", rows.GroupBy(row => row.Verdict).Select(group => $"{group.Count()} {group.Key}"));
        await console.Error.WriteLineAsync($"{source.Source} ({sample.From}): {rows.Count} 行 rows: {counts}. 什么也没有发送 / nothing was sent");
    }

    private static async Task<JudgeResponse?> JudgeAsync(
        SourceDeclaration source, SourceSample sample, string hub, VerbConsole console, CancellationToken cancellationToken)
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = hub, Source = source.Source });
        try
        {
            return await client.JudgeAsync(new JudgeRequest { Source = source.Source, Items = { sample.Items.Select(item => item.Item) } }, cancellationToken);
        }
        catch (DataBusException e) when (e.Code is StatusCode.Unavailable or StatusCode.NotFound)
        {
            var reason = e.Code == StatusCode.Unavailable ? $"{hub} 连不上 / cannot be reached" : e.Message;
            await console.Error.WriteLineAsync(
                $"{source.Source}: 没有枢纽的判断, 只有适配器自己的 / without the hub's verdicts, only the adapter's own findings: {reason}");
            return null;
        }
    }
}
