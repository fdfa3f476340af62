using DataBus.Hub.Operations.Alerts;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class AlertOptionsTests
{
    [Fact]
    public void Problems_NothingSet_AreNone() => Assert.Empty(AlertOptionsCheck.Problems(new AlertOptions()).OfType<string>());

    [Fact]
    public void Problems_EverySettingWrong_AreAllTold()
    {
        var options = new AlertOptions { Every = TimeSpan.Zero, EscalateAfter = TimeSpan.FromDays(8) };
        (options.Smtp.Host, options.Smtp.Port, options.Smtp.Tls, options.Smtp.From) = ("mail.example.cn", 0, "ssl", "hub");
        (options.Webhook.Url, options.Webhook.SecretFile, options.Webhook.Format) = ("robot", "/no/such/file", "xml");

        var problems = AlertOptionsCheck.Problems(options).OfType<string>().ToArray();

        Assert.Equal(
            ["Every", "EscalateAfter", "Smtp:Port", "Smtp:Tls", "Smtp:To", "Smtp", "Webhook:Format", "Webhook:Url", "Webhook:SecretFile"],
            problems.Select(static problem => problem.Split(' ')[0]["Hub:Alerts:".Length..]));
    }

    [Fact]
    public void Problems_PasswordInTheClear_AreTold()
    {
        var options = new AlertOptions();
        (options.Smtp.Host, options.Smtp.Tls, options.Smtp.From, options.Smtp.User, options.Smtp.PasswordFile) =
            ("mail.example.cn", "none", "hub@example.cn", "hub", typeof(AlertOptionsTests).Assembly.Location);
        options.Smtp.To.Add("ops@example.cn");

        Assert.Contains("in the clear", Assert.Single(AlertOptionsCheck.Problems(options).OfType<string>()), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_WrongAddressOfARobot_DoesNotRepeatIt()
    {
        var options = new AlertOptions();
        options.Webhook.Url = "ftp://robot/key-4711";

        Assert.DoesNotContain("4711", Assert.Single(AlertOptionsCheck.Problems(options).OfType<string>()), StringComparison.Ordinal);
    }
}
