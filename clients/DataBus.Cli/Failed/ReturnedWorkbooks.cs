using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>The workbooks of what a job gave back, a workbook a source. The adapters' program writes them.</summary>
internal sealed class ReturnedWorkbooks
{
    private const string Extension = ".xlsx";

    private readonly GlobalOptions _options;
    private readonly Option<string?> _out;

    public ReturnedWorkbooks(GlobalOptions options)
    {
        _options = options;
        _out = new Option<string?>("--out") { Description = options.Texts["opt.workbook"] };
    }

    public void AddTo(Command command) => command.Options.Add(_out);

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_out) is not null;

    /// <exception cref="CliException">Nobody would wait for what is to be written.</exception>
    public void Demand(ParseResult parsed, JobWay way, Texts texts)
    {
        if (IsAsked(parsed) && way.Detach)
            throw new CliException(ExitCodes.Usage, texts["workbook.detached"]);
    }

    /// <returns>The highest exit code of the program.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, ulong job, CliContext context)
    {
        var filter = new FailedFilter { Job = job, States = { FailedState.Returned } };
        var sources = await context.Client.Desk.ListAllFailedAsync(filter, context.Token).Select(item => item.Source)
            .Distinct().OrderBy(source => source, StringComparer.Ordinal).ToListAsync(context.Token);
        var exit = ExitCodes.Ok;
        foreach (var source in sources)
        {
            var file = FileOf(parsed.GetValue(_out)!, source, job, sources.Count);
            MakeFolder(file, context.Texts);
            string[] arguments = ["return", "--hub", _options.Hub(parsed), "--source", source, "--job", $"{job}", "--out", file, "--actor", _options.Actor(parsed)];
            exit = Math.Max(exit, await KitCommand.RunBesideAsync(arguments, context));
        }

        return exit;
    }

    private static void MakeFolder(string file, Texts texts)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, texts.Format("no-write", file, refused.Message));
        }
    }

    /// <summary>A file as it was named, with the source in it where there are several; else one in the folder that was named.</summary>
    internal static string FileOf(string named, string source, ulong job, int sources)
    {
        if (!named.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return Path.Combine(named, $"{source}-{job}{Extension}");
        return sources == 1 ? named : $"{named[..^Extension.Length]}-{source}{Extension}";
    }
}
