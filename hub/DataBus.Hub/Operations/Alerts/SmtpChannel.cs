using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Mail, one a message.</summary>
internal sealed class SmtpChannel(SmtpOptions options) : IAlertChannel
{
    public string Name => "smtp";

    public bool HasSecond => options.SecondTo.Count > 0;

    public async Task SendAsync(AlertMessage message, bool toSecond, CancellationToken cancellationToken)
    {
        using var mail = MailOf(message, toSecond ? options.SecondTo : options.To);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(options.Host, options.Port, Security(), cancellationToken);
            if (options.User.Length > 0)
                await client.AuthenticateAsync(options.User, SecretFile.Read(options.PasswordFile), cancellationToken);
            _ = await client.SendAsync(mail, cancellationToken);
        }
        catch (Exception cause) when (IsOfTheServer(cause))
        {
            throw new AlertSendException($"{options.Host}:{options.Port}: {cause.Message}", cause);
        }
    }

    private MimeMessage MailOf(AlertMessage message, IEnumerable<string> recipients)
    {
        var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.AddRange(recipients.Select(static one => MailboxAddress.Parse(one)));
        var urgency = message.State == Entities.AlertStates.Escalated ? "无人确认 / not acknowledged: " : "";
        mail.Subject = $"[DataBus {message.Hub}] {urgency}{message.Subject} ({message.Count})";
        mail.Body = new TextPart("plain") { Text = $"{message.Zh}\n\n{message.En}\n\n{message.Acknowledge}\n{message.RaisedAt:u} {message.Hub}\n" };
        return mail;
    }

    private SecureSocketOptions Security() => options.Tls switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsOfTheServer(Exception cause) => cause is CommandException or ProtocolException or SocketException or IOException
        or AuthenticationException or SslHandshakeException or NotSupportedException or UnauthorizedAccessException;
}
