using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class WebhookChannelTests : IAsyncLifetime
{
    private readonly string _secret = Path.GetTempFileName();
    private HookServer _hook = null!;
    private AlertDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_secret, "s3cret\n");
        _hook = await HookServer.StartAsync();
        _desk = new AlertDesk(options =>
        {
            (options.Webhook.Url, options.Webhook.SecondUrl, options.Webhook.SecretFile) = ($"{_hook.Url}/first", $"{_hook.Url}/second", _secret);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _hook.DisposeAsync();
        File.Delete(_secret);
    }

    [Fact]
    public async Task TickAsync_Json_HasAllFieldsAndItsSignature()
    {
        await _desk.FailAsync(0, 12);
        await _desk.TickAsync();
        _desk.Hub.Time.Advance(TimeSpan.FromMinutes(30));
        await _desk.TickAsync();

        Assert.Equal(["first", "second"], _hook.Posts.Select(static post => post.Path));
        var (_, body, signature) = _hook.Posts[0];
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(["subject", "state", "count", "textZh", "textEn", "hub", "time"], json.EnumerateObject().Select(static one => one.Name));
        Assert.Equal(("RAISED", 12, "test"), (json.GetProperty("state").GetString(), json.GetProperty("count").GetInt32(), json.GetProperty("hub").GetString()));
        Assert.Equal("ESCALATED", JsonDocument.Parse(_hook.Posts[1].Body).RootElement.GetProperty("state").GetString());
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes(body)))}", signature);
        Assert.DoesNotContain(AlertDesk.Canary, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TickAsync_MailServerIsDown_PostsAllTheSame()
    {
        _desk.Mail.IsDown = true;
        await _desk.FailAsync(0, 1);

        await _desk.TickAsync(waits: true);

        Assert.Single(_hook.Posts);
        Assert.Equal("webhook", Assert.Single((await _desk.AlertsAsync()).Single().SentTo));
    }

    [Fact]
    public async Task TickAsync_RobotRefusesWithStatusOk_IsPostedAgain()
    {
        _desk.Options.Webhook.Format = "text";
        _hook.Answer = """{"errcode":45009,"errmsg":"api freq out of limit"}""";
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync(waits: true);
        var refused = (await _desk.AlertsAsync()).Single().SentTo.Contains("webhook");

        _hook.Answer = """{"errcode":0,"errmsg":"ok"}""";
        await _desk.TickAsync();

        Assert.False(refused);
        Assert.Contains("webhook", (await _desk.AlertsAsync()).Single().SentTo);
        var json = JsonDocument.Parse(_hook.Posts[^1].Body).RootElement;
        Assert.Equal("text", json.GetProperty("msgtype").GetString());
        Assert.Contains("被搁置", json.GetProperty("text").GetProperty("content").GetString(), StringComparison.Ordinal);
    }
}
