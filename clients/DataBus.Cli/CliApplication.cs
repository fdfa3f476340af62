using System.CommandLine;
using DataBus.Cli.Catalogue;
using DataBus.Cli.Certificates;
using DataBus.Cli.Doctor;
using DataBus.Cli.Failed;
using DataBus.Cli.Grants;
using DataBus.Cli.Mirror;
using DataBus.Cli.Readers;
using DataBus.Cli.Up;
using DataBus.Client;

namespace DataBus.Cli;

/// <summary>The command line as its list of nouns, and the one place where errors become exit codes.</summary>
internal static class CliApplication
{
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(60);

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Terminal.OfProcess);

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var texts = Texts.For(args);
        var parsed = Root(texts, terminal).Parse(args);
        // What is asked to be completed is rarely complete.
        if (parsed.Errors.Count > 0 && !IsCompletion(args))
        {
            var problems = string.Join(texts["usage.and"], UsageProblems.Of(parsed, texts));
            var wrong = new CliException(ExitCodes.Usage, texts.Format("usage", problems, UsageProblems.PathOf(parsed.CommandResult)));
            await new CliErrors(texts, terminal.Error, "", GlobalOptions.AsksForJson(args)).TellAsync(wrong);
            return wrong.ExitCode;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = _stopTimeout,
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        });
    }

    /// <summary>The nouns and verbs that a command line may begin with.</summary>
    public static IReadOnlyList<string> Commands(Texts texts) => [.. Root(texts, Terminal.OfProcess).Subcommands.Select(static command => command.Name)];

    private static bool IsCompletion(string[] args) => args.Length > 0 && args[0].StartsWith("[suggest", StringComparison.Ordinal);

    private static RootCommand Root(Texts texts, Terminal terminal)
    {
        var options = new GlobalOptions(texts, terminal);
        var root = new RootCommand(texts["root"]);
        options.AddTo(root);
        foreach (var command in (Command[])
            [
                UpCommand.Create(options), WatchCommand.Create(options), GetCommand.Create(options), ListCommand.Create(options),
                ExplainCommand.Create(options), IndicatorsCommand.Create(options), TasksCommand.Create(options), MeetingCommand.Create(options),
                EvaluationCommand.Create(options),
                SourcesCommand.Create(options), AlertsCommand.Create(options), FailedCommand.Create(options), PushCommand.Create(options), TemplateCommand.Create(options),
                AdapterCommand.Create(options),
                VerifyCommand.Create(options), BackupCommand.Create(options), RestoreCommand.Create(options), RestoreCommand.CreateRehearsal(options), TrimCommand.Create(options), EraseCommand.Create(options), ErasuresCommand.Create(options), DeliveryCommand.Create(options), StatusCommand.Create(options), OwnershipCommand.Create(options), CodeCommand.Create(options),
                RuleCommand.Create(options), SameAsCommand.Create(options), CatalogueCommand.Create(options),
                DoctorCommand.Create(options), VersionCommand.Create(options), CompletionCommand.Create(options), OpeningCommand.Create(options),
                ChainCommand.Create(options), CalendarCommand.Create(options), MirrorCommand.Create(options), ReadersCommand.Create(options),
                GrantCommand.Create(options), CertCommand.Create(options, terminal), Description.Create(options),
            ])
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    /// <summary>Runs one command; says what went wrong and gives the exit code for it.</summary>
    public static async Task<int> GuardAsync(CliErrors errors, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (CliException wrong)
        {
            await errors.TellAsync(wrong);
            return wrong.ExitCode;
        }
        catch (DataBusException refused)
        {
            await errors.TellAsync(refused);
            return ExitCodes.Of(refused);
        }
    }
}
