using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Api;

/// <summary>What bureaus and their adapters are told of failed pushes that were returned, or are to be read again.</summary>
public sealed class ReturnedApiTests : IAsyncLifetime
{
    private const string Labels = "science.tier-labels";
    private const string Tax = "tax.rd-deduction";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private DeskService.DeskServiceClient Desk => new(_hub.Channel);

    private IntakeService.IntakeServiceClient Intake => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListReturned_RowsOfASource_HaveTheirCellsReasonAndDay()
    {
        await PushAsync(Labels, [Field("enterprise.tier_label", "level", "级别", "等级"), Field("enterprise.tier_label", "key.value", "信用代码")], Bad("A"), Bad("B"), Keyed("91120112712847285X"));
        var held = await HeldAsync(Labels);
        await ReturnAsync(held[1..]);

        var returned = await ReturnedAsync(Labels, HubFixture.Caller(source: Labels));

        Assert.Equal(held[1..], returned.Select(one => one.Item.Id));
        var first = returned[0];
        Assert.Equal((FailedState.Returned, "请核对级别", "区科技局"), (first.Item.State, first.Reason, first.Bureau));
        Assert.Equal(first.Item.Violations.Count, first.BadCells.Count);
        Assert.Equal(["级别", "等级"], first.BadCells[0].Columns);
        Assert.Equal(["信用代码"], returned[1].BadCells[returned[1].Item.Violations.ToList().FindIndex(broken => broken.Field == "key.value")].Columns);
        Assert.Equal(("{\"row\":\"B\"}", "B"), (first.Raw.ToStringUtf8(), first.Change.TierLabel.Certificate));
        Assert.True(DateOnly.Parse(first.Item.Due) > DateOnly.FromDateTime(first.ReturnedAt.ToDateTime()));
    }

    [Fact]
    public async Task ListReturned_OfAJob_IsWhatThatJobReturned()
    {
        await PushAsync(Labels, [], Bad("A"), Bad("B"));
        var held = await HeldAsync(Labels);
        await ReturnAsync(held[..1]);
        var job = await new JobService.JobServiceClient(_hub.Channel).StartJobAsync(
            new StartJobRequest { Selection = new Selection { Items = { new FailedRef { Id = held[1] } } }, Act = new JobAct { Return = new JobReturn() }, Reason = "整批退回" }, Operator, cancellationToken: Token);

        List<ListReturnedResponse> ofJob;
        do
            ofJob = await ReturnedAsync(Labels, Operator, job.Job.Job_);
        while (ofJob.Count == 0);

        Assert.Equal([held[1]], ofJob.Select(one => one.Item.Id));
        Assert.Equal(2, (await ReturnedAsync(Labels, Operator)).Count);
    }

    [Fact]
    public async Task ListReturned_OwnerOfAClosedFacet_SeesWhatItSentAndNobodyElseDoes()
    {
        var deduction = new Change
        {
            Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
            RdDeduction = new RdDeduction { TaxYear = "2025", FormVersion = "没有这一版" },
        };
        await PushAsync(Tax, [], deduction);
        await ReturnAsync(await HeldAsync(Tax));

        var own = Assert.Single(await ReturnedAsync(Tax, HubFixture.Caller(source: Tax)));
        var others = await Assert.ThrowsAsync<RpcException>(() => ReturnedAsync(Tax, HubFixture.Caller(source: Labels)));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => ReturnedAsync("no.such", Operator));

        Assert.Equal(["held", "returned"], await HistoryAsync(own.Item.Id));
        await ReturnedAsync(Tax, Operator);
        Assert.Equal(["held", "returned", "viewed"], (await HistoryAsync(own.Item.Id))[..3]);
        Assert.Equal("没有这一版", own.Change.RdDeduction.FormVersion);
        Assert.Equal((StatusCode.PermissionDenied, StatusCode.NotFound), (others.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task ListRereads_WhatIsAsked_TellsHowTheRowIsKnownAgain()
    {
        await PushAsync(Labels, [], Bad("A"), Keyed("91120112712847285X"), Bad("C"));
        var held = await HeldAsync(Labels);
        Assert.Empty(await RereadsAsync(HubFixture.Caller(source: Labels)));
        await Desk.RereadFailedAsync(new RereadFailedRequest { Items = { held[..2].Select(id => new FailedRef { Id = id }) } }, Operator, cancellationToken: Token);

        var asked = await RereadsAsync(HubFixture.Caller(source: Labels));

        Assert.Equal(held[..2], asked.Select(one => one.Id));
        Assert.Equal(("T1|A", (Address?)null), (asked[0].Address.Instance, asked[1].Address));
        Assert.All(asked, one => Assert.Equal(("f".PadLeft(64, '0'), "2026-11-24"), (one.File.Sha256, one.File.AsOf)));
        Assert.Equal([1UL, 2], asked.Select(one => one.Row));
        Assert.Equal(OriginHash.OfRaw("{\"row\":\"A\"}"u8), asked[0].RawHash.ToByteArray());
        var refused = await Assert.ThrowsAsync<RpcException>(() => RereadsAsync(HubFixture.Caller(source: Tax)));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    private async Task<string[]> HistoryAsync(ulong id)
    {
        using var view = await _hub.Services.GetRequiredService<IViews>().AtLeastAsync(_hub.Services.GetRequiredService<IExchangeLog>().Head, Token);
        return [.. DataBus.Hub.Desk.FailedPushes.HistoryOf(id, view.FindHeld(id)!).Select(act => act.Act)];
    }

    // A file, as an adapter reads it.
    private async Task PushAsync(string source, FieldColumns[] columns, params Change[] changes)
    {
        using var call = Intake.Push(HubFixture.Caller(source: source), cancellationToken: Token);
        await call.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = source, Holder = "test", Columns = { columns } } }, Token);
        var batch = new Batch
        {
            PositionAfter = "1",
            Items =
            {
                changes.Select((change, index) => new PushItem
                {
                    Change = change,
                    Row = (ulong)index + 1,
                    Raw = ByteString.CopyFromUtf8($"{{\"row\":\"{change.TierLabel?.Certificate ?? "0"}\"}}"),
                }),
            },
            Pass = new Pass
            {
                Id = "file:f",
                Mode = PassMode.Changes,
                File = new FileFacts { Sha256 = "f".PadLeft(64, '0'), Name = "f.csv", AsOf = "2026-11-24" },
                Close = new PassClose { End = PassEnd.Whole, RowsRead = (ulong)changes.Length },
            },
        };
        await call.RequestStream.WriteAsync(new PushRequest { Batch = batch }, Token);
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(Token))
        {
        }
    }

    private async Task<List<ulong>> HeldAsync(string source)
    {
        var open = await Desk.ListFailedAsync(new ListFailedRequest { Filter = new FailedFilter { Source = source } }, Operator, cancellationToken: Token);
        return [.. open.Items.Select(item => item.Id)];
    }

    private async Task ReturnAsync(List<ulong> ids) => await Desk.ReturnFailedAsync(
        new ReturnFailedRequest { Items = { ids.Select(id => new FailedRef { Id = id }) }, Reason = "请核对级别" }, Operator, cancellationToken: Token);

    private async Task<List<ListReturnedResponse>> ReturnedAsync(string source, Metadata caller, ulong job = 0)
    {
        using var call = Desk.ListReturned(new ListReturnedRequest { Source = source, Job = job }, caller, cancellationToken: Token);
        return await call.ResponseStream.ReadAllAsync(Token).ToListAsync(Token);
    }

    private async Task<List<Reread>> RereadsAsync(Metadata caller)
    {
        using var call = Intake.ListRereads(new ListRereadsRequest { Source = Labels }, caller, cancellationToken: Token);
        return [.. (await call.ResponseStream.ReadAllAsync(Token).ToListAsync(Token)).SelectMany(page => page.Rereads)];
    }

    private static Change Bad(string certificate)
    {
        var change = Samples.Label(certificate);
        change.TierLabel.Level = "TOWN";
        return change;
    }

    private static Change Keyed(string uscc)
    {
        var change = Samples.Label("K");
        change.Key.Value = uscc;
        return change;
    }

    private static FieldColumns Field(string facet, string field, params string[] columns) => new() { Facet = facet, Field = field, Columns = { columns } };
}
