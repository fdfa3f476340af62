using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>An index that is lost or damaged is made again, and answers as before.</summary>
public sealed class DeskRebuildTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    private string Folder => Path.Combine(_hub.Data, "desk");

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        var pushed = await _hub.PushAsync(
            FailedChanges.Registrations, [.. Enumerable.Range(0, 300).Select(static number => FailedChanges.Registration(number, number % 3 == 0 ? "无" : $"2019-13-{number}"))]);
        await _hub.PushAsync(FailedChanges.Deductions, FailedChanges.Deduction("-1"));
        await ActAsync([.. pushed.Exceptions.Select(static one => new FailedRef { Id = one.FailedId })]);
        var blocking = Samples.Event("1", 1);
        blocking.LegalEvent.Code = "??";
        await _hub.PushAsync("ip-center.api", blocking, Samples.Event("2", 2), Samples.Event("3", 3));
        await _hub.PushAsync("ip-center.api", Samples.Event("1", 1));
        blocking.LegalEvent.EventId = "4";
        blocking.SourceVersion.Sequence = 4;
        await _hub.PushAsync("ip-center.api", blocking, Samples.Event("5", 5));
        // Closes one that was patched, another is seen again.
        await _hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(71, "2019-03-01"), FailedChanges.Registration(100, "2019-13-100"));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    public static TheoryData<string> Damages => ["lost", "flipped", "cut", "folder lost", "sound"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Start_IndexLostOrDamaged_AnswersAsBefore(string damage)
    {
        var before = await AnswersAsync();
        // Every filter finds some, or it would prove nothing.
        Assert.DoesNotContain(before, static answer => answer.StartsWith("0 ", StringComparison.Ordinal));
        await _hub.StopAsync();
        Damage(damage);
        await _hub.OpenAsync();

        var after = await AnswersAsync();

        Assert.Equal(before, after);
        Assert.Equal(damage is "flipped" or "cut", _hub.Log.Entries.Any(static entry => entry.Contains("it is made again", StringComparison.Ordinal)));
        Assert.Empty(_hub.Log.Errors);
    }

    [Fact]
    public async Task Stop_WithMuchUnsaved_EndsWithoutAnError()
    {
        await _hub.PushAsync(FailedChanges.Registrations, [.. Enumerable.Range(1_000, 3_000).Select(static number => FailedChanges.Registration(number))]);
        var before = await AnswersAsync();

        await _hub.RestartAsync();

        Assert.Equal(before, await AnswersAsync());
        Assert.Empty(_hub.Log.Entries);
    }

    // Every act, so that what was followed has to equal what is made of the views.
    private async Task ActAsync(FailedRef[] held)
    {
        var code = new DiscardFailedRequest { Items = { held[..40] }, Reason = "录入错误" };
        await Desk.DiscardFailedAsync(code, Operator, cancellationToken: Token);
        await Desk.RestoreFailedAsync(new RestoreFailedRequest { Items = { held[..10] }, Reason = "误删" }, Operator, cancellationToken: Token);
        await Desk.ReturnFailedAsync(new ReturnFailedRequest { Items = { held[40..60] }, Reason = "请改正" }, Operator, cancellationToken: Token);
        await Desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { held[50..70] } }, Operator, cancellationToken: Token);
        var edit = new FieldEdit { Path = "established_on", Value = "2019-12-01" };
        await Desk.PatchFailedAsync(new PatchFailedRequest { Items = { held[70..90] }, Edits = { edit }, Reason = "电话核实" }, Operator, cancellationToken: Token);
        await Desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { held[80..90] } }, Operator, cancellationToken: Token);
        await Desk.ConfirmFailedAsync(new ConfirmFailedRequest { Items = { held[80] }, Reason = "已确认" }, Operator, cancellationToken: Token);
        await Desk.RereadFailedAsync(new RereadFailedRequest { Items = { held[90] }, Reason = "映射已改" }, Operator, cancellationToken: Token);
    }

    private void Damage(string damage)
    {
        var path = Path.Combine(Folder, "index.db");
        switch (damage)
        {
            case "lost":
                File.Delete(path);
                break;
            case "flipped":
                var bytes = File.ReadAllBytes(path);
                var at = bytes.AsSpan().IndexOf("2019-13-"u8);
                bytes[at] ^= 1;
                File.WriteAllBytes(path, bytes);
                break;
            case "cut":
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..50_000]);
                break;
            case "folder lost":
                Directory.Delete(Folder, recursive: true);
                break;
        }
    }

    // Without revisions: a start may add entries of its own.
    private async Task<List<string>> AnswersAsync()
    {
        FailedFilter[] filters =
        [
            new(), new() { Bureau = "区税务局" }, new() { Field = "established_on", Value = "无" }, new() { Patched = true }, new() { MinAttempts = 1 },
            new() { Correction = CorrectionState.Open }, new() { Correction = CorrectionState.Confirmed }, new() { Unreviewed = true },
            .. Enum.GetValues<FailedState>().Where(static state => state != FailedState.Unspecified).Select(static state => new FailedFilter { States = { state } }),
        ];
        var answers = new List<string>();
        foreach (var filter in filters)
        {
            var list = await Desk.ListFailedAsync(new ListFailedRequest { Filter = filter, PageSize = 1_000 }, Operator, cancellationToken: Token);
            var groups = await Desk.GroupFailedAsync(new GroupFailedRequest { Filter = filter }, Operator, cancellationToken: Token);
            answers.Add($"{list.Total} {list.Items} {groups.Total} {groups.Groups}");
        }
        answers.AddRange(_hub.Measure().Where(static one => one.StartsWith("databus.failed.", StringComparison.Ordinal)
            && !one.Contains(".oldest_age", StringComparison.Ordinal)));
        return answers;
    }
}
