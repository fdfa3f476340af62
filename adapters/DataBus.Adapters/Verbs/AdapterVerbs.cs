using System.Runtime.InteropServices;
using DataBus.Adapters.Verbs.Checks;
using DataBus.Adapters.Verbs.Init;
using DataBus.Adapters.Verbs.Previews;

namespace DataBus.Adapters.Verbs;

/// <summary>What an adapter's program does beside running: it makes a declaration, checks it, shows what it gives, writes templates and return workbooks.</summary>
internal static class AdapterVerbs
{
    private const int Interrupted = 130;

    /// <summary>Runs the verb that the arguments begin with; null if they begin with none.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="setup">What the bureau adds in C#.</param>
    /// <exception cref="Declaration.AdapterFileException">The options or the declaration are wrong.</exception>
    public static Task<int>? Run(string[] args, AdapterSetup setup) => args switch
    {
        ["template", .. var rest] => UntilInterruptedAsync(token => TemplateVerb.RunAsync(rest, token)),
        ["return", .. var rest] => UntilInterruptedAsync(token => ReturnVerb.RunAsync(rest, VerbConsole.OfProcess, token)),
        ["compare", .. var rest] => UntilInterruptedAsync(token => CompareAsync(CompareOptions.Parse(rest), setup, token)),
        ["init", .. var rest] => UntilInterruptedAsync(token => InitVerb.RunAsync(rest, VerbConsole.OfProcess, token)),
        ["check", .. var rest] => UntilInterruptedAsync(token => CheckVerb.RunAsync(rest, setup, VerbConsole.OfProcess, token)),
        ["preview", .. var rest] => UntilInterruptedAsync(token => PreviewVerb.RunAsync(rest, setup, VerbConsole.OfProcess, token)),
        _ => null,
    };

    private static Task<int> CompareAsync(CompareOptions options, AdapterSetup setup, CancellationToken cancellationToken)
    {
        var (name, file) = AdapterHost.Declarations(options.Run, setup);
        return CompareVerb.RunAsync(options, file, (run, one) => AdapterHost.Build(run, setup, name, one), Console.Out, cancellationToken);
    }

    private static async Task<int> UntilInterruptedAsync(Func<CancellationToken, Task<int>> run)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await run(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
