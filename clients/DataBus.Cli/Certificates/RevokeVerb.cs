using System.CommandLine;

namespace DataBus.Cli.Certificates;

/// <summary><c>databus cert revoke</c>.</summary>
internal static class RevokeVerb
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var (folder, serial) = (CertCommand.Folder(options), new Argument<string>("SERIAL") { Description = options.Texts["arg.serial"] });
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var verb = options.Command("revoke", "cert.revoke", "cert revoke ca SERIAL --reason \"…\" --hub https://hub.example:5080");
        verb.Arguments.Add(folder);
        verb.Arguments.Add(serial);
        verb.Options.Add(reason);
        CertCommand.SetAction(verb, options, terminal, (parsed, output) =>
        {
            var number = parsed.GetRequiredValue(serial).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
            var revoked = CertificateAuthority.Open(parsed.GetRequiredValue(folder), TimeProvider.System).Revoke(number, parsed.GetRequiredValue(reason));
            if (output.IsJson)
                output.JsonRecord(revoked);
            else
                output.Line(options.Texts.Format("cert.revoked", revoked.Name, revoked.Serial));
            return Task.CompletedTask;
        });
        return verb;
    }
}
