using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus backup</c>.</summary>
internal static class BackupCommand
{
    public static Command Create(GlobalOptions options)
    {
        var directory = new Argument<string>("DIR") { Description = options.Texts["arg.backup-to"] };
        var command = options.Command("backup", "backup", "backup /backup/databus-2026-11-24", "backup DIR --output json");
        command.Arguments.Add(directory);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(directory));
            MakeBackupResponse? last = null;
            await foreach (var step in context.Client.Operations.MakeBackupAsync(path, context.Token))
            {
                last = step;
                if (!step.Done)
                    await context.Terminal.Error.WriteLineAsync(ProgressOf(step, context.Texts));
            }

            if (context.Output.IsJson)
                context.Output.Json(last!);
            else
                context.Output.Line(context.Texts.Format("backup.done", path, last!.Head, last.Files, last.TotalBytes));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static string ProgressOf(MakeBackupResponse step, Texts texts) => step.Head == 0
        ? texts.Format("backup.copying", step.CopiedBytes, step.TotalBytes)
        : texts.Format("backup.checking", step.CheckedRevision, step.Head);
}
