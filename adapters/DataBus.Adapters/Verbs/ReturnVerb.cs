using DataBus.Adapters.Returns;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Adapters.Verbs;

/// <summary><c>return --source S --out FILE.xlsx</c>: writes the workbook by which returned failed pushes go back to their bureau.</summary>
internal static class ReturnVerb
{
    private const int Nothing = 3;
    private const int Unreachable = 7;

    /// <summary>Runs the verb.</summary>
    /// <param name="args">What stands behind <c>return</c>.</param>
    /// <param name="console">Where it says what it did.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>0: written; 3: nothing is returned, no file; else as docs/adapters.md lists them.</returns>
    /// <exception cref="Declaration.AdapterFileException">The options are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, VerbConsole console, CancellationToken cancellationToken)
    {
        var options = ReturnOptions.Parse(args);
        try
        {
            return await WriteAsync(options, console, cancellationToken);
        }
        catch (DataBusException refused)
        {
            var isAway = refused.Code == StatusCode.Unavailable;
            await console.Error.WriteLineAsync(isAway ? $"连不上枢纽 {options.Hub} / the hub {options.Hub} cannot be reached" : refused.Message);
            return isAway ? Unreachable : AdapterRun.CodeOf(refused.Code);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"写不了 {options.Out}: {e.Message} / {options.Out} cannot be written: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> WriteAsync(ReturnOptions options, VerbConsole console, CancellationToken cancellationToken)
    {
        var caller = options.Actor.Length > 0
            ? new DataBusOptions { Hub = options.Hub, Role = CallerRole.Operator, Actor = options.Actor }
            : new DataBusOptions { Hub = options.Hub, Source = options.Source };
        using var client = new DataBusClient(caller);
        var returned = await client.Desk.ListReturnedAsync(options.Source, options.Job, cancellationToken).ToListAsync(cancellationToken);
        if (returned.Count == 0)
        {
            var (zh, en) = options.Job == 0 ? ("", "") : ($"作业 {options.Job} 在", $"Job {options.Job}: ");
            await console.Error.WriteLineAsync($"{zh}数源 {options.Source} 没有退回的数据, 不写文件 / {en}nothing of {options.Source} is returned; no file is written");
            return Nothing;
        }
        ReturnWorkbook.Write(options.Out, returned, await DaysAsync(client, returned, cancellationToken));
        await console.Out.WriteLineAsync($"{options.Out}: {returned[0].Bureau} {options.Source}, {returned.Count} 行 rows");
        return 0;
    }

    // What operators have set in the years that the rows are due in.
    private static async Task<IReadOnlyList<DaySet>> DaysAsync(DataBusClient client, List<ListReturnedResponse> returned, CancellationToken cancellationToken)
    {
        var years = returned.Select(one => int.TryParse(one.Item.Due.AsSpan(0, Math.Min(4, one.Item.Due.Length)), out var year) ? year : 0)
            .Concat(returned.Select(one => one.ReturnedAt?.ToDateTime().Year ?? 0)).Where(year => year > 0).Distinct();
        var days = new List<DaySet>();
        foreach (var year in years)
            days.AddRange((await client.Governance.ListDaysAsync((uint)year, cancellationToken)).Days.Where(state => state.Set).Select(state => state.Day));
        return days;
    }
}
