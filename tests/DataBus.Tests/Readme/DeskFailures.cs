using System.Globalization;
using DataBus.Client;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Readme;

/// <summary>The failures that the desk's page tells of: pushes what is held for those reasons, and notes which id each has.</summary>
/// <param name="client">An operator's client.</param>
/// <param name="places">The ids by the numbers that the page gives them.</param>
internal sealed class DeskFailures(DataBusClient client, Dictionary<string, string> places)
{
    /// <summary>So many of one cause, more than one person may act on.</summary>
    public const int Many = 110;

    private const string Registrations = "market-regulation.registrations";
    private const string Platforms = "science.platforms";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>All that there are when the night begins.</summary>
    public async Task FailAsync()
    {
        await FailAsync("4711", Registration("91120112MA0000001A", one => one.Capital = new Capital { Amount = "十万", Currency = "CNY" }));
        await FailAsync("4712", Registration("91120112MA00000021", static _ => { }));
        await FailAsync("4713", change: null);
        await FailAsync("4715", Registration(Code(600), one => one.State = "?"));
        await PushAsync(Enumerable.Range(0, Many).Select(n => Registration(Code(100 + n), one => one.State = "LICENCE_HELD")));
        await PushAsync(Enumerable.Range(0, 30).Select(n => Registration(Code(300 + n), one => one.State = "在营")));
        await PushAsync(Enumerable.Range(0, 2).Select(n => Registration(Code(400 + n), one => one.Name = "")));
        await MissManyAsync();
    }

    private async Task FailAsync(string place, Change? change)
    {
        var item = new PushItem { Change = change, Raw = ByteString.CopyFromUtf8("{\"行\":\"" + place + "\"}"), Row = 1 };
        if (change is null)
            item.Violations.Add(new Violation { Rule = "kit.unmapped", Severity = Severity.Error, MessageZh = "映射不成", MessageEn = "no change could be made" });
        var answer = await client.PushOnceAsync(new PushOnceRequest { Source = Registrations, Holder = "test", Items = { item } }, Token);
        places[place] = Assert.Single(answer.Exceptions).FailedId.ToString(CultureInfo.InvariantCulture);
    }

    private async Task PushAsync(IEnumerable<Change> changes)
    {
        var items = changes.Select((change, at) => new PushItem { Change = change, Raw = ByteString.CopyFromUtf8($"{{\"行\":{at}}}"), Row = (ulong)at + 1 });
        var answer = await client.PushOnceAsync(new PushOnceRequest { Source = Registrations, Holder = "test", Items = { items } }, Token);
        Assert.Equal(answer.Tallies.Held, (ulong)answer.Exceptions.Count);
    }

    /// <summary>A pass comes with a code that nobody knew, and then somebody enters the code.</summary>
    public async Task ReadAtNightAsync()
    {
        places["night-1"] = "night-1";
        var items = Enumerable.Range(0, 5).Select(n => new PushItem { Change = Registration(Code(500 + n), one => one.State = "SEALED"), Row = (ulong)n + 1 });
        var pass = new Pass { Id = "night-1", Mode = PassMode.Changes, Close = new PassClose { End = PassEnd.Whole } };
        await SendAsync(Registrations, new Batch { PositionAfter = "night-1", Items = { items }, Pass = pass });
        _ = await client.Governance.AddCodeAsync(
            new AddCodeRequest { Table = "registration_state", Code = "SEALED", Zh = "封存", Reason = "省局新增" }, Token);
    }

    // Twenty-five platforms that two complete files in a row do not have any more: too many to delete without being asked.
    private async Task MissManyAsync()
    {
        var platforms = Enumerable.Range(0, 25).Select(Platform).ToList();
        _ = await client.PushOnceAsync(
            new PushOnceRequest { Source = Platforms, Holder = "test", Items = { platforms.Select(change => new PushItem { Change = change }) } }, Token);
        var absent = platforms.Select(change => Addresses.Of(change)!).ToArray();
        foreach (var day in (string[])["2026-11-23", "2026-11-24"])
        {
            var file = Samples.CompleteFile(day, absent);
            file.PositionAfter = day;
            await SendAsync(Platforms, file);
        }

        var held = await client.Desk.ListAllFailedAsync(new FailedFilter { Source = Platforms }, Token).ToListAsync(Token);
        places["4714"] = $"{Assert.Single(held, item => item.Deletes == 25).Id}";
    }

    private async Task SendAsync(string source, Batch batch)
    {
        await using var session = await client.OpenPushAsync(source, "test", cancellationToken: Token);
        batch.PositionBefore = session.Opened.Position;
        _ = await session.SendAsync(batch, Token);
        await session.CompleteAsync(Token);
    }

    private static Change Platform(int number)
    {
        var profile = Sound.Platform;
        profile.Kind = "incubator";
        return new Change { Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Platforms}:{number}" }, PlatformProfile = profile };
    }

    private static Change Registration(string code, Action<Registration> spoil)
    {
        var registration = new Registration { Name = "样例企业", EstablishedOn = "2019-03-01", State = "ACTIVE", Address = "咸水沽镇" };
        spoil(registration);
        return new Change { Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = code }, Registration = registration };
    }

    // The check character of GB 32100, found by trying.
    private static string Code(int number) => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => $"91120112MA{number:D7}{check}")
        .First(code => CheckDigits.IsUscc(code));
}
