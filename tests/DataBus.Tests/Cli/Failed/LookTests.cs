using DataBus.Cli;
using DataBus.Cli.Failed;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.Tests.Client;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace DataBus.Tests.Cli.Failed;

/// <summary>What people see: one item whole, tables, events.</summary>
public sealed class LookTests : FailedFixture
{
    [Fact]
    public async Task Show_PatchedItem_TellsEverything()
    {
        Hub.Desk.Shown = Shown();

        var run = await FailedRun.AtAsync(Hub, typed: null, ["show", "4711", "--lang", "zh-CN"]);

        Assert.Equal(ExitCodes.Ok, run.Exit);
        Assert.Contains("4711@4820", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.Contains("capital.amount", StringComparison.Ordinal) && line.StartsWith('*') && line.Contains("十万 → 100000", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, line => line.StartsWith("* name", StringComparison.Ordinal));
        Assert.Contains("原始行: {\"zczj\":\"十万\"}", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.Contains("李工", StringComparison.Ordinal) && line.Contains("补正", StringComparison.Ordinal) && line.Contains("核对执照", StringComparison.Ordinal));
        Assert.Contains("其后等待的（1）", run.Output, StringComparison.Ordinal);
        Assert.Contains("市场主体登记", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_IsTheContractsAnswer()
    {
        Hub.Desk.Shown = Shown();

        var run = await RunAsync("show", "4711", "--output", "json");

        Assert.Equal(Hub.Desk.Shown, JsonParser.Default.Parse<GetFailedResponse>(Assert.Single(run.Lines)));
    }

    [Fact]
    public async Task List_ChineseText_LinesUp()
    {
        Hub.Desk.Items.Add(Item(1, "天津市津南区科技局（某某）", "十万"));
        Hub.Desk.Items.Add(Item(2, "abc", "𠮷野"));
        Hub.Desk.Items.Add(Item(3, "ＡＢＣ全角", "half"));

        var run = await FailedRun.AtAsync(Hub, typed: null, ["list", "--lang", "zh-CN"]);

        // The last column's cells begin at one place, counted as a terminal counts: two for each wide character.
        var places = run.Output.Split('\n').Where(line => line.Contains("END", StringComparison.Ordinal)).Select(line => WidthOf(line[..line.IndexOf("END", StringComparison.Ordinal)])).ToList();
        Assert.Equal(3, places.Count);
        Assert.Single(places.Distinct());
    }

    [Fact]
    public async Task Watch_Events_AreALineEach()
    {
        Hub.Desk.Watches.Enqueue(async stream =>
        {
            await stream.WriteAsync(new WatchFailedResponse { Items = { Item(1, "a", "x"), Item(2, "b", "y") }, Revision = 50 });
            await stream.WriteAsync(new WatchFailedResponse { Revision = 51 });
        });

        var run = await RunAsync("watch", "--source", "tax.relief", "--after", "40");

        Assert.Equal((ExitCodes.Ok, 2), (run.Exit, run.Lines.Length));
        Assert.Equal(new WatchFailedRequest { Source = "tax.relief", AfterRevision = 40 }, AskedOfDesk<WatchFailedRequest>());
        Assert.Equal("operator", Hub.Desk.Headers!.GetValue("databus-role"));
    }

    [Fact]
    public async Task Watch_AsSource_CallsAsItsOwner()
    {
        Hub.Desk.Watches.Enqueue(_ => Task.CompletedTask);

        var run = await RunAsync("watch", "--as-source", "tax.relief", "--after", "40", "--output", "json");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        Assert.Equal(("reader", "tax.relief"), (Hub.Desk.Headers!.GetValue("databus-role"), Hub.Desk.Headers!.GetValue("databus-source")));
        Assert.Equal("tax.relief", AskedOfDesk<WatchFailedRequest>().Source);
    }

    [Fact]
    public async Task Confirm_Filter_SaysItOfAllThatMatchAtTheirVersions()
    {
        Hub.Desk.Items.AddRange(Enumerable.Range(1, 150).Select(id => new FailedPush { Id = (ulong)id, Version = (ulong)id + 1000 }));
        EachIs("confirmed", FailedState.Replayed);

        var refused = await RunAsync("confirm", "--job", "77", "--correction", "open", "--reason", "来函");
        var run = await RunAsync("confirm", "--job", "77", "--correction", "open", "--reason", "来函", "--yes");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Ok), (refused.Exit, run.Exit));
        var said = Hub.Desk.Requests.OfType<ConfirmFailedRequest>().ToList();
        Assert.Equal([100, 50], said.Select(request => request.Items.Count));
        Assert.Equal(new FailedRef { Id = 1, Version = 1001 }, said[0].Items[0]);
    }

    [Fact]
    public async Task Review_Ids_AreAsked()
    {
        EachIs("reviewed", FailedState.Replayed);

        Assert.Equal(ExitCodes.Ok, (await RunAsync("review", "4711", "--reason", "与执照一致")).Exit);

        Assert.Equal(new ReviewFailedRequest { Items = { new FailedRef { Id = 4711 } }, Reason = "与执照一致" }, AskedOfDesk<ReviewFailedRequest>());
    }

    [Theory]
    [InlineData("back.xlsx", 1, "back.xlsx")]
    [InlineData("back.xlsx", 2, "back-tax.relief.xlsx")]
    [InlineData("folder", 1, "folder/tax.relief-77.xlsx")]
    public void FileOf_Workbook_IsOneForEachSource(string named, int sources, string file) =>
        Assert.Equal(file, ReturnedWorkbooks.FileOf(named, "tax.relief", 77, sources));

    [Fact]
    public void Words_OfTheContract_AreAllTranslated()
    {
        Assert.All(System.Enum.GetValues<JobState>(), state => Assert.Contains($"jobstate.{state}".ToLowerInvariant(), Texts.All));
        Assert.All(System.Enum.GetValues<JobAct.ActOneofCase>(), act => Assert.Contains($"jobact.{act}".ToLowerInvariant(), Texts.All));
        Assert.All(
            System.Enum.GetValues<CorrectionState>().Where(state => state != CorrectionState.Unspecified),
            state => Assert.Contains($"correction.{state}".ToLowerInvariant(), Texts.All));
    }

    [Fact]
    public void Words_OfTheHub_AreAllTranslated()
    {
        Assert.All(WordsOf(typeof(ActResults)), word => Assert.Contains($"result.{word}", Texts.All));
        Assert.All(WordsOf(typeof(HubRules)).Where(word => !word.Contains('.')), word => Assert.Contains($"act.{word}", Texts.All));
    }

    private static IEnumerable<string> WordsOf(System.Type type) => type.GetFields().Where(field => field.IsLiteral).Select(field => $"{field.GetRawConstantValue()}");

    private static FailedPush Item(ulong id, string instance, string value) => new()
    {
        Id = id,
        State = FailedState.Held,
        Source = "science.platforms",
        Address = new Address { Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = instance }, Facet = "platform.profile" },
        Violations = { new Violation { Rule = "r", Value = value, MessageZh = "END", MessageEn = "END" } },
    };

    private static GetFailedResponse Shown()
    {
        var key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" };
        Change Of(string amount) => new() { Key = key, Registration = new Registration { Name = "样例", Capital = new Capital { Amount = amount, Currency = "CNY" } } };
        return new GetFailedResponse
        {
            Item = new FailedPush { Id = 4711, Version = 4820, State = FailedState.Held, Source = "market-regulation.registrations", Row = 12, PatchedFields = { "capital.amount" } },
            Change = Of("十万"),
            Patched = Of("100000"),
            Raw = ByteString.CopyFromUtf8("{\"zczj\":\"十万\"}"),
            History = { new DeskAct { At = new Timestamp(), Actor = "李工", Act = "patched", Reason = "核对执照", Fields = { "capital.amount" }, Revision = 4820 } },
            Waiting = { new FailedPush { Id = 4712, State = FailedState.Waiting } },
            WaitingCount = 1,
            Golden = { Of("50000") },
        };
    }

    private static int WidthOf(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1);

    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or (>= 0x20000 and <= 0x3FFFD);
}
