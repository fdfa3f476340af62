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
        var some = pushed.Exceptions.Take(50).Select(static one => new FailedRef { Id = one.FailedId });
        await Desk.DiscardFailedAsync(new DiscardFailedRequest { Items = { some }, Reason = "录入错误" }, Operator, cancellationToken: Token);
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    public static TheoryData<string> Damages => ["lost", "flipped", "cut", "folder lost", "sound"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Start_IndexLostOrDamaged_AnswersAsBefore(string damage)
    {
        var before = await AnswersAsync();
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
            new(), new() { States = { FailedState.Discarded } }, new() { Bureau = "区税务局" }, new() { Field = "established_on", Value = "无" },
        ];
        var answers = new List<string>();
        foreach (var filter in filters)
        {
            var list = await Desk.ListFailedAsync(new ListFailedRequest { Filter = filter, PageSize = 1_000 }, Operator, cancellationToken: Token);
            var groups = await Desk.GroupFailedAsync(new GroupFailedRequest { Filter = filter }, Operator, cancellationToken: Token);
            answers.Add($"{list.Total} {list.Items} {groups.Total} {groups.Groups}");
        }
        using var http = new HttpClient { BaseAddress = _hub.Http };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        answers.AddRange(metrics.Split('\n').Where(static line => line.StartsWith("databus_failed_open_by_rule{", StringComparison.Ordinal))
            .Select(static line => line[..line.LastIndexOf('}')] + line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0]).Order(StringComparer.Ordinal));
        return answers;
    }
}
