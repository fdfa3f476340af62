using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

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
        CertCommand.SetAction(verb, options, terminal, async (parsed, output, cancellationToken) =>
        {
            var number = parsed.GetRequiredValue(serial).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
            var revoked = CertificateAuthority.Open(parsed.GetRequiredValue(folder), TimeProvider.System).Revoke(number, parsed.GetRequiredValue(reason));
            var revision = options.IsHubGiven(parsed) ? await TellAsync(options, parsed, revoked, cancellationToken) : (ulong?)null;
            if (output.IsJson)
            {
                output.JsonRecord(new { revoked.Serial, revoked.Name, revoked.Reason, revision = revision?.ToString(System.Globalization.CultureInfo.InvariantCulture) });
                return;
            }

            output.Line(options.Texts.Format("cert.revoked", revoked.Name, revoked.Serial));
            output.Line(revision is { } entered ? options.Texts.Format("cert.at-hub", entered) : options.Texts["cert.not-at-hub"]);
        });
        return verb;
    }

    private static async Task<ulong> TellAsync(GlobalOptions options, ParseResult parsed, IssuedCertificate revoked, CancellationToken cancellationToken)
    {
        using var client = new DataBusClient(options.ClientOptions(parsed, options.Hub(parsed), (CallerRole.Security, "")));
        var request = new RevokeCertificateRequest { Serial = revoked.Serial, Name = revoked.Name, Reason = revoked.Reason };
        return (await client.Identity.RevokeAsync(request, cancellationToken)).Revision;
    }
}
