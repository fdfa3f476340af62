using System.CommandLine;
using System.Data.Common;
using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>What every command on a mirror is told: where it is, and what it holds.</summary>
internal sealed class MirrorChoices
{
    private const int DefaultKeepDays = 30;

    private readonly Option<string> _to;
    private readonly Option<string[]> _facet;
    private readonly Option<string[]> _kind;
    private readonly Option<uint> _keep;

    public MirrorChoices(Texts texts)
    {
        _to = new Option<string>("--to") { Description = texts["opt.mirror-to"], Required = true };
        _facet = new Option<string[]>("--facet") { Description = texts["opt.facet"] };
        _kind = new Option<string[]>("--kind") { Description = texts["opt.kind"] };
        _keep = new Option<uint>("--keep-changes") { Description = texts["opt.keep-changes"], DefaultValueFactory = static _ => DefaultKeepDays };
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_to, _facet, _kind, _keep])
            command.Options.Add(option);
    }

    /// <summary>The mirror as a command line names it again; a connection may hold a password, so only its kind.</summary>
    public string TargetOf(ParseResult parsed) => parsed.GetValue(_to)! is var to && to.Split(':')[0] is "postgres" or "mysql" ? $"{to.Split(':')[0]}:…" : to;

    private static Action<Resync> ToldBy(CliContext context) => resync =>
        context.Terminal.Error.WriteLine(context.Texts.Format("mirror.resync", context.Texts.IsChinese ? resync.MessageZh : resync.MessageEn, resync.Reason));

    /// <summary>Does something with a mirror whose database nobody else mirrors into meanwhile.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="work">What is done.</param>
    /// <param name="more">What the command says of the mirror besides.</param>
    /// <param name="mayMake">Whether a database that is not there is made.</param>
    /// <exception cref="CliException">It cannot be used, or somebody else does.</exception>
    public async Task<T> WithAsync<T>(
        ParseResult parsed, CliContext context, Func<MirrorSession, MirrorRun, Task<T>> work, Func<MirrorOptions, MirrorOptions>? more = null, bool mayMake = true)
    {
        var options = new MirrorOptions
        {
            Kinds = [.. (parsed.GetValue(_kind) ?? []).Select(context.KindOf)],
            Facets = parsed.GetValue(_facet) ?? [],
            KeepChanges = TimeSpan.FromDays(parsed.GetValue(_keep)),
        };
        options = more?.Invoke(options) ?? options;
        var dialect = MirrorTarget.Of(parsed.GetValue(_to)!, context.Texts);
        if (!mayMake && !dialect.IsThere)
            throw new CliException(ExitCodes.Unavailable, context.Texts.Format("mirror.absent", dialect.Place));
        try
        {
            await using var session = await MirrorSession.OpenAsync(dialect, context.Token)
                ?? throw new CliException(ExitCodes.Conflict, context.Texts.Format("mirror.taken", dialect.Place));
            return await work(session, new MirrorRun(context.Client, session, options, context.Texts, TimeProvider.System, ToldBy(context)));
        }
        catch (DbException unusable)
        {
            throw new CliException(
                dialect.IsTransient(unusable) ? ExitCodes.Unavailable : ExitCodes.Failed, context.Texts.Format("mirror.failed", dialect.Place, unusable.Message));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Unavailable, context.Texts.Format("mirror.failed", dialect.Place, unusable.Message));
        }
    }
}
