using DataBus.Cli;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace DataBus.Tests.Cli.Failed;

/// <summary>Each verb: what it asks, what it ends with.</summary>
public sealed class ActTests : FailedFixture
{
    [Fact]
    public async Task Patch_Fields_AreAskedInTheirOrder()
    {
        EachIs("patched");

        var run = await RunAsync(
            "patch", "4711", "capital.amount=100000.00", "key.value=91120112712847285B", "name=a=b", "--clear", "approved_on", "--map", "capital.currency=人民币=>CNY",
            "--half-width", "address", "--trim", "name", "--reason", "核对执照");

        Assert.Equal(ExitCodes.Ok, run.Exit);
        FieldEdit[] expected =
        [
            new() { Path = "name", Trim = true },
            new() { Path = "address", HalfWidth = true },
            new() { Path = "capital.currency", Map = new ValueMap { From = "人民币", To = "CNY" } },
            new() { Path = "approved_on", Clear = true },
            new() { Path = "capital.amount", Value = "100000.00" },
            new() { Path = "key.value", Value = "91120112712847285B" },
            new() { Path = "name", Value = "a=b" },
        ];
        var asked = AskedOfDesk<PatchFailedRequest>();
        Assert.Equal(expected, asked.Edits);
        Assert.Equal(("核对执照", false, 4711UL), (asked.Reason, asked.Withdraw, asked.Items.Single().Id));
    }

    [Fact]
    public async Task Patch_Replay_ReplaysWhatIsSoundAtTheVersionOfThePatch()
    {
        Hub.Desk.Result = item => item.Version > 0
            ? new DeskResult { Id = item.Id, Result = "replayed", State = FailedState.Replayed }
            : new DeskResult { Id = item.Id, Result = "patched", Version = 4900, Violations = { item.Id == 2 ? [new Violation { Rule = "r", Severity = Severity.Error }] : [] } };

        var run = await RunAsync("patch", "1", "2", "name=x", "--replay", "--reason", "x", "--output", "json");

        Assert.Equal(new FailedRef { Id = 1, Version = 4900 }, Assert.Single(AskedOfDesk<ReplayFailedRequest>().Items));
        Assert.Equal(ExitCodes.Partial, run.Exit);
        Assert.Equal(["replayed", "patched"], run.Lines.Select(line => JsonParser.Default.Parse<DeskResult>(line).Result));
    }

    [Fact]
    public async Task Patch_AllViolations_AreShownAtOnce()
    {
        Hub.Desk.Result = item => new DeskResult
        {
            Id = item.Id,
            Result = "patched",
            Violations = { new Violation { Rule = "first.rule", MessageEn = "one" }, new Violation { Rule = "second.rule", MessageEn = "two" } },
        };

        var run = await RunAsync("patch", "1", "name=x", "--reason", "x");

        Assert.Contains("first.rule", run.Output, StringComparison.Ordinal);
        Assert.Contains("second.rule", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("patch", "4711", "--reason", "x")]
    [InlineData("patch", "4711", "capital.amount", "100", "--reason", "x")]
    public async Task Patch_NoFieldOrNoEqualsSign_SaysHowByAnExample(params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Contains("databus failed patch 4711 capital.amount=100000.00", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("patch", "4711", "=1", "--reason", "x")]
    [InlineData("patch", "4711", "--map", "capital.currency=人民币", "--reason", "x")]
    [InlineData("patch", "4711", "name=x", "--withdraw", "--reason", "x")]
    [InlineData("patch", "--source", "tax.relief", "--withdraw", "--reason", "x")]
    [InlineData("patch", "4711", "name=x")]
    public async Task Patch_Unsound_EndsWithUsageBeforeAnyCall(params string[] args)
    {
        Assert.Equal(ExitCodes.Usage, (await RunAsync(args)).Exit);
        Assert.Empty(Hub.Desk.Requests);
        Assert.Empty(Hub.Jobs.Requests);
    }

    [Fact]
    public async Task Patch_Withdraw_IsAsked()
    {
        EachIs("unpatched");

        Assert.Equal(ExitCodes.Ok, (await RunAsync("patch", "4711", "--withdraw", "--reason", "改错了")).Exit);

        Assert.True(AskedOfDesk<PatchFailedRequest>().Withdraw);
    }

    [Fact]
    public async Task Discard_Restore_Return_Reread_AreAsked()
    {
        EachIs("discarded", FailedState.Discarded);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("discard", "1", "--code", "DUPLICATE", "--reason", "重复")).Exit);
        EachIs("restored");
        Assert.Equal(ExitCodes.Ok, (await RunAsync("restore", "1", "--reason", "丢错了")).Exit);
        EachIs("returned", FailedState.Returned);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("return", "1", "--days", "3", "--reason", "请补金额")).Exit);
        EachIs("reread_asked");
        Assert.Equal(ExitCodes.Ok, (await RunAsync("reread", "1")).Exit);

        var one = new FailedRef { Id = 1 };
        Assert.Equal(
            [
                new DiscardFailedRequest { Items = { one }, Code = "DUPLICATE", Reason = "重复" }, new RestoreFailedRequest { Items = { one }, Reason = "丢错了" },
                new ReturnFailedRequest { Items = { one }, WorkingDays = 3, Reason = "请补金额" }, new RereadFailedRequest { Items = { one } },
            ],
            Hub.Desk.Requests);
    }

    [Theory]
    [InlineData("replayed", ExitCodes.Ok)]
    [InlineData("proposed", ExitCodes.Ok)]
    [InlineData("still_held", ExitCodes.Partial)]
    [InlineData("guarded", ExitCodes.Partial)]
    [InlineData("not_found", ExitCodes.NotFound)]
    [InlineData("moved", ExitCodes.Conflict)]
    [InlineData("already_closed", ExitCodes.Conflict)]
    [InlineData("needs_second", ExitCodes.Access)]
    public async Task Replay_AllWithOneResult_EndsWithItsCode(string result, int exit)
    {
        EachIs(result);

        Assert.Equal(exit, (await RunAsync("replay", "1", "2")).Exit);
    }

    [Fact]
    public async Task Replay_SeveralResults_EndsWithPartial()
    {
        Hub.Desk.Result = item => new DeskResult { Id = item.Id, Result = item.Id == 1 ? "replayed" : "not_found" };

        Assert.Equal(ExitCodes.Partial, (await RunAsync("replay", "1", "2")).Exit);
    }

    [Fact]
    public async Task Replay_ItemMoved_SaysWhatTheHubSaysAndEndsWithConflict()
    {
        var status = new RpcStatus
        {
            Code = (int)Code.Aborted,
            Message = "moved",
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = "ITEM_MOVED", Metadata = { ["actor"] = "王工" } }),
                Any.Pack(new LocalizedMessage { Locale = "en", Message = "王工 discarded it at 02:10." }),
            },
        };
        Hub.Desk.Refusal = status.ToRpcException();

        var run = await RunAsync("replay", "4711@4720");

        Assert.Equal((ExitCodes.Conflict, "王工 discarded it at 02:10. [ITEM_MOVED]"), (run.Exit, run.Errors.Trim()));
    }

    [Fact]
    public async Task Replay_TooManyItems_EndsWithUsage()
    {
        Hub.Desk.Refusal = new RpcException(new Grpc.Core.Status(StatusCode.ResourceExhausted, "too many"));

        Assert.Equal(ExitCodes.Usage, (await RunAsync("replay", "1")).Exit);
    }

    [Fact]
    public async Task Replay_NotAllowed_EndsWithAccess()
    {
        Hub.Desk.Refusal = new RpcException(new Grpc.Core.Status(StatusCode.PermissionDenied, "no"));

        Assert.Equal(ExitCodes.Access, (await RunAsync("replay", "1")).Exit);
    }
}
