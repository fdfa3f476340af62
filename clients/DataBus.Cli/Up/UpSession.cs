using Spectre.Console;

namespace DataBus.Cli.Up;

/// <summary>Runs <c>up</c> with the view that fits where its output goes.</summary>
internal static class UpSession
{
    public static async Task<int> RunAsync(UpOptions options, bool json, Texts language, CancellationToken cancellationToken)
    {
        var texts = new UpTexts(language);
        var lines = new LineView(texts, json, Console.Out, Console.Error);
        try
        {
            if (json || Console.IsOutputRedirected)
                return await new UpRunner(options, lines, TimeProvider.System).RunAsync(cancellationToken);
            return await AnsiConsole.Live(new Text("")).StartAsync(live =>
                new UpRunner(options, new BoardView(texts, AnsiConsole.Console, lines, live, TimeProvider.System), TimeProvider.System).RunAsync(cancellationToken));
        }
        catch (UpException failed)
        {
            throw new CliException(ExitCodes.Failed, language.IsChinese ? failed.Zh : failed.En);
        }
    }
}
