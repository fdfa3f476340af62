using System.CommandLine;
using System.Text.Json.Serialization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Doctor;

/// <summary><c>databus doctor</c>: looks at the machine and at the hub, and says what to do.</summary>
internal static class DoctorCommand
{
    private const int DefaultPort = 5080;
    private const int DefaultHttpPort = 5081;

    public static Command Create(GlobalOptions options)
    {
        var data = new Option<string>("--data") { Description = options.Texts["opt.doctor-data"], DefaultValueFactory = _ => "databus-data" };
        var port = new Option<int>("--port") { Description = options.Texts["opt.port"], DefaultValueFactory = _ => DefaultPort };
        var httpPort = new Option<int>("--http-port") { Description = options.Texts["opt.http-port"], DefaultValueFactory = _ => DefaultHttpPort };
        var command = options.Command("doctor", "doctor", "doctor", "doctor --data /var/lib/databus --hub http://127.0.0.1:5080 --output json");
        foreach (var option in (Option[])[data, port, httpPort])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var run = new DoctorRun(
                options.Hub(parsed), options.IsHubGiven(parsed), parsed.GetValue(data)!, parsed.GetValue(port), parsed.GetValue(httpPort));
            var findings = await run.CheckAsync(TimeProvider.System, context.Token);
            Show(findings, context);
            return findings.Any(static finding => finding.State == FindingState.Failed) ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(IReadOnlyList<Finding> findings, CliContext context)
    {
        if (context.Output.IsJson)
        {
            context.Output.JsonRecord(new Report(
                findings.All(static finding => finding.State != FindingState.Failed),
                [.. findings.Select(finding => new Line(
                    finding.Check, NameOf(finding.State), finding.What.In(context.Texts), finding.Todo.In(context.Texts)))]));
            return;
        }

        foreach (var finding in findings)
        {
            context.Output.Line($"{MarkOf(finding.State)} {finding.What.In(context.Texts)}");
            if (finding.Todo != Said.Nothing)
                context.Output.Line($"  → {finding.Todo.In(context.Texts)}");
        }
    }

    private static string MarkOf(FindingState state) => state switch
    {
        FindingState.Ok => "✔",
        FindingState.Warning => "!",
        _ => "✘",
    };

    private static string NameOf(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        _ => "failed",
    };

    private sealed record Report(
        [property: JsonPropertyName("ok")] bool Ok,
        [property: JsonPropertyName("checks")] IReadOnlyList<Line> Checks);

    private sealed record Line(
        [property: JsonPropertyName("check")] string Check,
        [property: JsonPropertyName("state")] string State,
        [property: JsonPropertyName("what")] string What,
        [property: JsonPropertyName("todo")] string Todo);
}
