using MimeKit;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What is wrong with the settings of alerts: the name, the value, and what would be right.</summary>
internal static class AlertOptionsCheck
{
    private const int MaxPort = 65_535;
    private static readonly string[] _tls = ["none", "starttls", "tls"];
    private static readonly string[] _formats = ["json", "text"];

    public static IEnumerable<string?> Problems(AlertOptions options) =>
    [
        Span("Hub:Alerts:Every", options.Every, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        Span("Hub:Alerts:EscalateAfter", options.EscalateAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
        .. options.Smtp.Host.Length == 0 ? [] : Mail(options.Smtp),
        .. options.Webhook.Url.Length == 0 && options.Webhook.SecondUrl.Length == 0 ? [] : Hook(options.Webhook),
    ];

    private static IEnumerable<string?> Mail(SmtpOptions smtp)
    {
        yield return smtp.Port is >= 1 and <= MaxPort ? null : Wrong("Hub:Alerts:Smtp:Port", $"{smtp.Port}", $"1–{MaxPort}", $"1–{MaxPort}");
        yield return OneOf("Hub:Alerts:Smtp:Tls", smtp.Tls, _tls);
        yield return smtp.To.Count > 0 ? null : Wrong("Hub:Alerts:Smtp:To", "", "至少一个收件人", "at least one recipient");
        foreach (var address in smtp.To.Concat(smtp.SecondTo).Prepend(smtp.From).Where(static one => !IsAddress(one)))
            yield return Wrong("Hub:Alerts:Smtp", address, "邮件地址", "a mail address");
        if (smtp.User.Length == 0)
            yield break;
        yield return Readable("Hub:Alerts:Smtp:PasswordFile", smtp.PasswordFile);
        yield return smtp.Tls != "none" ? null : Wrong("Hub:Alerts:Smtp:Tls", smtp.Tls, "starttls 或 tls，口令不得明文传输", "starttls or tls: a password never goes out in the clear");
    }

    private static IEnumerable<string?> Hook(WebhookOptions webhook)
    {
        yield return OneOf("Hub:Alerts:Webhook:Format", webhook.Format, _formats);
        yield return Url("Hub:Alerts:Webhook:Url", webhook.Url);
        yield return webhook.SecondUrl.Length == 0 ? null : Url("Hub:Alerts:Webhook:SecondUrl", webhook.SecondUrl);
        yield return webhook.SecretFile.Length == 0 ? null : Readable("Hub:Alerts:Webhook:SecretFile", webhook.SecretFile);
    }

    private static bool IsAddress(string text) => text.Contains('@') && MailboxAddress.TryParse(text, out _);

    private static string? Span(string name, TimeSpan value, TimeSpan min, TimeSpan max) =>
        value >= min && value <= max ? null : Wrong(name, $"{value}", $"{min} 至 {max}", $"{min} to {max}");

    private static string? OneOf(string name, string value, string[] known) =>
        known.Contains(value) ? null : Wrong(name, value, string.Join("、", known), string.Join(", ", known));

    // The address of a robot has its key in it: it is not repeated.
    private static string? Url(string name, string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? null
        : Wrong(name, "…", "http 或 https 地址", "an http or https address");

    private static string? Readable(string name, string file)
    {
        try
        {
            return SecretFile.Read(file).Length > 0 ? null : Wrong(name, file, "非空的文件", "a file that is not empty");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Wrong(name, file, $"可读的文件：{cause.Message}", $"a file that can be read: {cause.Message}");
        }
    }

    private static string Wrong(string name, string value, string zh, string en) => $"{name} 为“{value}”，应为{zh}。 {name} is \"{value}\"; it must be {en}.";
}
