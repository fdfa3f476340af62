using System.Text;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>What is closed or personal is in no list, group, stream, metric and index of the desk.</summary>
public sealed class DeskSecrecyTests : IAsyncLifetime
{
    private const string Amount = "-98765432.17";
    private const string Person = "欧阳某某";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        await _hub.PushAsync(FailedChanges.Deductions, FailedChanges.Deduction(Amount));
        await PushTalkativeAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"), "personnel", Amount);
        await PushTalkativeAsync(FailedChanges.Registrations, FailedChanges.Registration(1), "representative", Person);
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Answers_ForMany_TellNone()
    {
        var list = await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token);
        var groups = await Desk.GroupFailedAsync(new GroupFailedRequest(), Operator, cancellationToken: Token);
        using var watch = Desk.WatchFailed(new WatchFailedRequest { AfterRevision = 1 }, Operator, cancellationToken: Token);
        await watch.ResponseStream.MoveNext(Token);
        await watch.ResponseStream.MoveNext(Token);

        Assert.Equal(3, list.Items.Count);
        Assert.NotEmpty(watch.ResponseStream.Current.Items);
        AssertTellsNone(list.ToString());
        AssertTellsNone(groups.ToString());
        AssertTellsNone(watch.ResponseStream.Current.ToString());
        Assert.All(groups.Groups, static group => Assert.True(group.Pattern.Length == 0 || group.Field == "established_on", group.ToString()));
    }

    [Fact]
    public async Task ListFailed_ByTheClosedValue_FindsNothing()
    {
        var answer = await Desk.ListFailedAsync(
            new ListFailedRequest { Filter = new FailedFilter { Value = Amount } }, Operator, cancellationToken: Token);

        Assert.Empty(answer.Items);
    }

    [Fact]
    public async Task IndexAndMetrics_Always_TellNone()
    {
        await Desk.ListFailedAsync(new ListFailedRequest(), Operator, cancellationToken: Token);
        using var http = new HttpClient { BaseAddress = _hub.Http };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        await _hub.StopAsync();
        var files = Directory.GetFiles(Path.Combine(_hub.Data, "desk")).Select(File.ReadAllBytes).ToArray();

        Assert.Contains("databus_failed_oldest_age", metrics, StringComparison.Ordinal);
        AssertTellsNone(metrics);
        Assert.Contains(files, static bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(FailedChanges.Registrations)) >= 0);
        Assert.All(files, static bytes => AssertTellsNone(Encoding.UTF8.GetString(bytes)));
    }

    private static void AssertTellsNone(string text)
    {
        Assert.DoesNotContain("98765432", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Person, text, StringComparison.Ordinal);
    }

    // An adapter that says what it should not.
    private async Task PushTalkativeAsync(string source, Change change, string field, string value)
    {
        var violation = new Violation
        {
            Rule = "kit.talkative",
            RuleVersion = 1,
            Severity = Severity.Error,
            Field = field,
            Value = value,
            MessageZh = $"“{value}”不对",
            MessageEn = $"{value} is wrong",
        };
        var request = new PushOnceRequest { Source = source, Holder = "test", Items = { new PushItem { Change = change, Violations = { violation }, Raw = ByteString.CopyFromUtf8("{}") } } };
        var answer = await new IntakeService.IntakeServiceClient(_hub.Channel).PushOnceAsync(request, HubFixture.Caller(source: source), cancellationToken: Token);
        Assert.Equal(1UL, answer.Tallies.Held);
    }
}
