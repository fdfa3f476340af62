using System.Diagnostics;
using DataBus.Cli.Up;

namespace DataBus.Cli;

/// <summary>Runs a verb of another program, as a rule the adapters' own: what it reads and writes is this process's.</summary>
internal static class KitCommand
{
    private const string Kit = "DataBus.Adapters";

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CliException">The program is not there.</exception>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, Texts texts, CancellationToken cancellationToken, string program = Kit) =>
        RunAsync(StartOf(program, arguments, texts), texts, said: null, cancellationToken);

    /// <summary>The same, with what it says beside this command's own data.</summary>
    public static Task<int> RunBesideAsync(IReadOnlyList<string> arguments, CliContext context)
    {
        var start = StartOf(Kit, arguments, context.Texts);
        start.RedirectStandardOutput = true;
        return RunAsync(start, context.Texts, context.Terminal.Error, context.Token);
    }

    private static async Task<int> RunAsync(ProcessStartInfo start, Texts texts, TextWriter? said, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start) ?? throw new CliException(ExitCodes.Failed, texts.Format("no-kit", start.FileName));
        while (said is not null && await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            await said.WriteLineAsync(line);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C reached it as well: it ends by itself.
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return process.ExitCode;
    }

    private static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments, Texts texts)
    {
        try
        {
            return new ProcessStartInfo(Part.DotNet(), (string[])["exec", Parts.Find().Assembly(program), .. arguments]);
        }
        catch (UpException missing)
        {
            throw new CliException(ExitCodes.Failed, texts.IsChinese ? missing.Zh : missing.En);
        }
    }
}
