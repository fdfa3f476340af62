using System.CommandLine;
using DataBus.Cli.Failed.Acts;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed</c>: the desk, a file a verb.</summary>
internal static class FailedCommand
{
    private const string Why = "--reason \"…\"";

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("failed", options.Texts["failed"]);
        foreach (var verb in (IEnumerable<Command>)[.. Looks(options), .. Acts(options), .. Jobs(options)])
            command.Subcommands.Add(verb);
        return command;
    }

    private static Command[] Looks(GlobalOptions options) =>
        [ListVerb.Create(options), GroupsVerb.Create(options), ShowVerb.Create(options), WatchVerb.Create(options)];

    private static Command[] Acts(GlobalOptions options) =>
    [
        new ActVerb(options, new PatchAct(options.Texts)).Create(
            $"4711 capital.amount=100000.00 {Why}",
            $"4711 key.value=91120112712847285B --replay {Why}",
            $"--cause CAUSE --map 'capital.currency=人民币=>CNY' {Why}"),
        RehearseVerb.Create(options),
        new ActVerb(options, new ReplayAct(options.Texts)).Create(
            "4711 4712", $"--releasable {Why}", $"--plan plan.json {Why}", $"--cause CAUSE --rate 50 --max-failed 10 {Why}"),
        UndoVerb.Create(options),
        new ActVerb(options, new ReturnAct(options.Texts)) { Workbooks = new ReturnedWorkbooks(options) }.Create(
            $"4711 4712 --days 3 {Why}", $"--source tax.rd-deduction --out DIR {Why}"),
        new ActVerb(options, new RereadAct()).Create("4711", $"--rule enterprise.registration.state.code {Why}"),
        new ActVerb(options, new DiscardAct(options.Texts)).Create($"4711 --code DUPLICATE {Why}", $"--pass PASS --code TEST_DATA {Why}"),
        new ActVerb(options, new RestoreAct()).Create($"4711 {Why}", $"--job 5120 {Why}"),
        MarkVerb.Confirm(options), MarkVerb.Review(options), ProposeVerb.Create(options),
    ];

    private static Command[] Jobs(GlobalOptions options) =>
    [
        DecideVerb.Approve(options), DecideVerb.Reject(options), JobsVerb.Create(options), new JobVerb(options).Create(), .. ControlVerb.All(options),
    ];
}
