using System.CommandLine;

namespace DataBus.Cli.Certificates;

/// <summary><c>databus cert</c>: an authority for who needs no other.</summary>
internal static class CertCommand
{
    private const int CallerDays = 365;

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var command = options.Command("cert", "cert", "cert authority ca", "cert issue ca app/dashboard", "cert issue ca server/hub --host hub.example", "cert revoke ca SERIAL --reason \"…\"");
        foreach (var verb in (Command[])[Authority(options, terminal), Issue(options, terminal), List(options, terminal), RevokeVerb.Create(options, terminal)])
            command.Subcommands.Add(verb);
        return command;
    }

    /// <summary>The authority's folder, first of all arguments.</summary>
    public static Argument<string> Folder(GlobalOptions options) => new("DIR") { Description = options.Texts["arg.authority"] };

    /// <summary>What a verb does, with its errors as exit codes.</summary>
    public static void SetAction(Command verb, GlobalOptions options, Terminal terminal, Func<ParseResult, Output, CancellationToken, Task> act) => verb.SetAction((parsed, cancellationToken) =>
        CliApplication.GuardAsync(options.Errors(parsed, terminal), async () =>
        {
            try
            {
                await act(parsed, new Output(options.IsJson(parsed), terminal.Out, terminal.Width), cancellationToken);
                return ExitCodes.Ok;
            }
            catch (AuthorityException refused)
            {
                throw new CliException(ExitCodes.Failed, refused.In(options.Texts));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new CliException(ExitCodes.Failed, cause.Message);
            }
        }, cancellationToken));

    private static Command Authority(GlobalOptions options, Terminal terminal)
    {
        var folder = Folder(options);
        var verb = options.Command("authority", "cert.authority", "cert authority ca");
        verb.Arguments.Add(folder);
        SetAction(verb, options, terminal, (parsed, output, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(folder);
            _ = CertificateAuthority.Create(path, TimeProvider.System);
            var file = Path.Combine(path, CertificateAuthority.CertificateFile);
            if (output.IsJson)
                output.JsonRecord(new { authority = file });
            else
                output.Line(options.Texts.Format("cert.made", file));
            return Task.CompletedTask;
        });
        return verb;
    }

    private static Command Issue(GlobalOptions options, Terminal terminal)
    {
        var (folder, name) = (Folder(options), new Argument<string>("IDENTITY") { Description = options.Texts["arg.identity"] });
        var days = new Option<int>("--days") { Description = options.Texts["opt.cert-days"], DefaultValueFactory = static _ => CallerDays };
        var host = new Option<string[]>("--host") { Description = options.Texts["opt.host"], DefaultValueFactory = static _ => [] };
        var verb = options.Command("issue", "cert.issue", "cert issue ca bureau/tax --days 365", "cert issue ca server/hub --host hub.example --host 10.1.0.5");
        verb.Arguments.Add(folder);
        verb.Arguments.Add(name);
        verb.Options.Add(days);
        verb.Options.Add(host);
        SetAction(verb, options, terminal, (parsed, output, cancellationToken) =>
        {
            var authority = CertificateAuthority.Open(parsed.GetRequiredValue(folder), TimeProvider.System);
            var issued = authority.Issue(parsed.GetRequiredValue(name), TimeSpan.FromDays(Math.Clamp(parsed.GetValue(days), 1, 3650)), parsed.GetValue(host)!);
            if (output.IsJson)
                output.JsonRecord(new { issued.Serial, issued.Name, issued.NotAfter, certificate = authority.PathOf(issued.Name, ".pem") });
            else
                output.Line(options.Texts.Format("cert.issued", issued.Name, issued.Serial, issued.NotAfter, authority.PathOf(issued.Name, ".pem")));
            return Task.CompletedTask;
        });
        return verb;
    }

    private static Command List(GlobalOptions options, Terminal terminal)
    {
        var folder = Folder(options);
        var verb = options.Command("list", "cert.list", "cert list ca");
        verb.Arguments.Add(folder);
        SetAction(verb, options, terminal, (parsed, output, cancellationToken) =>
        {
            var issued = CertificateAuthority.Open(parsed.GetRequiredValue(folder), TimeProvider.System).Issued;
            if (output.IsJson)
                output.JsonRecord(issued);
            else
                output.Table(
                    [options.Texts["column.serial"], options.Texts["column.identity"], options.Texts["column.until"], options.Texts["column.revoked"]],
                    issued.Select(static one => (IReadOnlyList<string>)[one.Serial, one.Name, $"{one.NotAfter:yyyy-MM-dd}", one.RevokedAt is { } at ? $"{at:yyyy-MM-dd} {one.Reason}" : ""]));
            return Task.CompletedTask;
        });
        return verb;
    }
}
