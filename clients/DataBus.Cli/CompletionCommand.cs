using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus completion SHELL</c>: prints the script that lets the shell complete command lines.</summary>
internal static class CompletionCommand
{
    public static Command Create(GlobalOptions options)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", CompletionScripts.All.Keys) };
        _ = shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = options.Command("completion", "completion", "completion bash", "completion fish");
        command.Arguments.Add(shell);
        options.SetAction(command, CallerRole.Reader, (parsed, context) =>
        {
            context.Output.Line(CompletionScripts.All[parsed.GetValue(shell)!].TrimEnd());
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
