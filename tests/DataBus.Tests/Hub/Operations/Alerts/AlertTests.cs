using DataBus.Hub.Entities;
using MimeKit;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class AlertTests : IAsyncDisposable
{
    private const string Subject = $"failed:{AlertDesk.Source}:{AlertDesk.Rule}:valid_from";
    private const string Paused = $"paused:{AlertDesk.Source}";

    private readonly AlertDesk _desk = new();

    [Fact]
    public async Task TickAsync_ThreeThousandFailuresOfOneCause_AreOneMessageWithoutAnyValue()
    {
        await _desk.FailAsync(0, 3_000);

        await _desk.TickAsync();
        await _desk.TickAsync();

        var mail = Assert.Single(_desk.Mail.Mails);
        Assert.Equal($"[DataBus test] {Subject} (3000)", mail.Subject);
        Assert.Equal("first@example.cn", mail.To.ToString());
        Assert.Contains($"有 3000 条数据因规则 {AlertDesk.Rule}（字段 valid_from）被搁置", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("since 2026-11-24 08:00", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(AlertDesk.Canary, $"{mail.Subject} {mail.TextBody}", StringComparison.Ordinal);
        Assert.Equal((3_000UL, "smtp"), ((await _desk.AlertAsync(Subject)).Count, Assert.Single((await _desk.AlertAsync(Subject)).SentTo)));
    }

    [Fact]
    public async Task TickAsync_CauseGrows_IsSentAgainAtEachTenfoldOnly()
    {
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync();
        await _desk.FailAsync(1, 8);
        await _desk.TickAsync();
        await _desk.FailAsync(9, 1);
        await _desk.TickAsync();
        await _desk.FailAsync(10, 89);
        await _desk.TickAsync();

        Assert.Equal(["(1)", "(10)"], _desk.Mail.Mails.Select(static mail => mail.Subject?.Split(' ')[^1]));
        Assert.Equal(99UL, _desk.Watch.Now(Subject)?.Count);
    }

    [Fact]
    public async Task TickAsync_LastOneIsMended_ClosesAndBeginsAnewLater()
    {
        await _desk.FailAsync(0, 2);
        await _desk.TickAsync();
        await _desk.MendAsync(0, 1);
        await _desk.TickAsync();
        var half = await _desk.AlertAsync(Subject);
        await _desk.MendAsync(1, 1);
        await _desk.TickAsync();
        var whole = await _desk.AlertAsync(Subject);
        await _desk.FailAsync(2, 1);
        await _desk.TickAsync();

        Assert.Null(half.ClosedAt);
        Assert.NotNull(whole.ClosedAt);
        Assert.Null((await _desk.AlertAsync(Subject)).ClosedAt);
        Assert.Equal(2, _desk.Mail.Mails.Count);
    }

    [Fact]
    public async Task TickAsync_NobodyAcknowledges_TellsTheSecondRecipientsOnce()
    {
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync();
        _desk.Hub.Time.Advance(TimeSpan.FromMinutes(29));
        await _desk.TickAsync();
        var before = _desk.Mail.Mails.Count;

        _desk.Hub.Time.Advance(TimeSpan.FromMinutes(1));
        await _desk.TickAsync();
        _desk.Hub.Time.Advance(TimeSpan.FromHours(3));
        await _desk.TickAsync();

        Assert.Equal((1, 2), (before, _desk.Mail.Mails.Count));
        Assert.Equal("second@example.cn", _desk.Mail.Mails[1].To.ToString());
        Assert.Contains("无人确认", _desk.Mail.Mails[1].Subject, StringComparison.Ordinal);
        Assert.Equal("smtp", Assert.Single((await _desk.AlertAsync(Subject)).EscalatedTo));
    }

    [Fact]
    public async Task TickAsync_Acknowledged_IsSentToNobodyAnyMore()
    {
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync();
        _ = await _desk.AcknowledgeAsync(Subject);

        await _desk.FailAsync(1, 500);
        _desk.Hub.Time.Advance(TimeSpan.FromHours(1));
        await _desk.TickAsync();

        Assert.Single(_desk.Mail.Mails);
        var row = await _desk.AlertAsync(Subject);
        Assert.Equal(("王**", "在查"), (row.AcknowledgedBy, row.AcknowledgedReason));
    }

    [Fact]
    public async Task TickAsync_AfterARestart_SendsNothingTwiceAndForgetsNothing()
    {
        await _desk.FailAsync(0, 20);
        await _desk.TickAsync();
        var before = await _desk.AlertsAsync();

        await _desk.RestartAsync();
        var after = await _desk.AlertsAsync();
        await _desk.TickAsync();
        _desk.Hub.Time.Advance(TimeSpan.FromMinutes(30));
        await _desk.TickAsync();

        Assert.Equal(before, after);
        Assert.Equal(["first@example.cn", "second@example.cn"], _desk.Mail.Mails.Select(static mail => mail.To.ToString()));
        Assert.Equal(20UL, _desk.Watch.Now(Subject)?.Count);
    }

    [Fact]
    public async Task TickAsync_MailServerIsDown_SendsLaterAndSaysSo()
    {
        _desk.Mail.IsDown = true;
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync(waits: true);
        var unsent = await _desk.AlertAsync(Subject);

        _desk.Mail.IsDown = false;
        await _desk.TickAsync();
        await _desk.TickAsync();

        Assert.Empty(unsent.SentTo);
        Assert.Single(_desk.Mail.Mails);
        Assert.Contains(_desk.Logged, line => line.Contains($"The alert {Subject} could not be sent by smtp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TickAsync_PausedAgainBetweenTwoLooks_IsToldAnew()
    {
        _ = await _desk.SetPausedAsync(paused: true, "列有变动");
        await _desk.TickAsync();
        _ = await _desk.AcknowledgeAsync(Paused);
        _ = await _desk.SetPausedAsync(paused: false, "");
        _ = await _desk.SetPausedAsync(paused: true, "超过预算");
        await _desk.TickAsync();
        _ = await _desk.SetPausedAsync(paused: false, "");
        await _desk.TickAsync();

        Assert.Equal(2, _desk.Mail.Mails.Count);
        Assert.Contains("已暂停：列有变动", Text(_desk.Mail.Mails[0]), StringComparison.Ordinal);
        Assert.Contains("已暂停：超过预算", Text(_desk.Mail.Mails[1]), StringComparison.Ordinal);
        Assert.NotNull((await _desk.AlertAsync(Paused)).ClosedAt);
    }

    [Fact]
    public async Task TickAsync_NothingHappens_EntersNothing()
    {
        await _desk.FailAsync(0, 1);
        await _desk.TickAsync();
        var head = _desk.Hub.Core.Log.Head;

        await _desk.TickAsync();
        await _desk.FailAsync(0, 1);
        var seenAgain = _desk.Hub.Core.Log.Head;
        await _desk.TickAsync();

        Assert.True(seenAgain > head);
        Assert.Equal(seenAgain, _desk.Hub.Core.Log.Head);
    }

    [Fact]
    public async Task TickAsync_NoChannelIsSet_IsSaidInTheLogWithoutAnyValue()
    {
        await using var desk = new AlertDesk(static options => options.Smtp.Host = "");
        await desk.FailAsync(0, 3);

        await desk.TickAsync();

        var line = Assert.Single(desk.Logged);
        Assert.Contains($"Alert {Subject} (3): 3 failed pushes", line, StringComparison.Ordinal);
        Assert.DoesNotContain(AlertDesk.Canary, line, StringComparison.Ordinal);
        Assert.Equal("log", Assert.Single((await desk.AlertAsync(Subject)).SentTo));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static string Text(MimeMessage mail) => mail.TextBody ?? "";
}
