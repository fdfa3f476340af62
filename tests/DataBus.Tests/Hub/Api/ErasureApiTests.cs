using System.Text;
using DataBus.Client;
using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Backups;
using DataBus.Hub.Operations.Erasures;
using DataBus.Hub.Operations.Retention;
using DataBus.Tests.Adapters.Databases;
using DataBus.Tests.Cli.Mirror;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Api;

/// <summary>What is erased is in no file any more, and the chain still tells all.</summary>
public sealed class ErasureApiTests : IAsyncLifetime
{
    private const string Source = "science.platforms";
    private const string Canary = "金丝雀";

    // The whole: DATABUS_ERASE_ENTITIES=10000, of which every hundredth goes.
    private static readonly int _entities =
        int.TryParse(Environment.GetEnvironmentVariable("DATABUS_ERASE_ENTITIES"), out var count) ? count : 2_000;

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ErasureService.ErasureServiceClient Erasures => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        File.Delete(Ledger);
    }

    private string Ledger => _hub.Data + ".erasures";

    [Fact]
    public async Task ConfirmErasure_SomeOfMany_AreInNoFileAndTheChainSaysByWhich()
    {
        var goes = Enumerable.Range(1, _entities / 100).Select(static one => one * 100).ToList();
        await PushAllAsync(1);
        await PushAllAsync(2);
        var kept = _hub.Services.GetRequiredService<IExchangeLog>().Tail.ToHead();
        Assert.True(IsInAFile($"{Canary}{goes[0]}之"));

        var erasure = await EraseAsync([.. goes]);

        Assert.True(erasure is { State: ErasureState.Done, Records: > 0 } && erasure.Addresses == (ulong)goes.Count, erasure.ToString());
        Assert.All(goes, number => Assert.False(IsInAFile($"{Canary}{number}之"), $"{number} is in a file"));
        Assert.True(IsInAFile($"{Canary}{goes[0] + 1}之"));
        var verified = await VerifyAsync(kept);
        Assert.True(verified is { Sound: true, Heads: 1 }, verified.Problem);
        var by = Assert.Single(verified.ErasedBy);
        Assert.Equal((erasure.Entry, erasure.Records), (by.Entry, by.Records));
        Assert.Equal(StatusCode.NotFound, await StatusOfAsync(() => GetAsync(goes[0])));
        Assert.Equal($"{Canary}{goes[0] + 1}之2", (await GetAsync(goes[0] + 1)).Entity.Facets.Single().Change.PlatformProfile.Name);
    }

    [Fact]
    public async Task ConfirmErasure_WhatIsHeld_GoesWithItsRawRow()
    {
        var change = Platform(1, 1);
        change.PlatformProfile.Name = "";
        change.PlatformProfile.HostName = $"{Canary}held之";
        var client = new IntakeService.IntakeServiceClient(_hub.Channel);
        var request = new PushOnceRequest { Source = Source, Holder = "test", Items = { new PushItem { Change = change, Row = 1, Raw = ByteString.CopyFromUtf8($"{Canary}raw之") } } };
        var pushed = await client.PushOnceAsync(request, HubFixture.Caller(source: Source), cancellationToken: Token);
        Assert.Equal(1ul, pushed.Tallies.Held);
        var id = pushed.Exceptions.Single().FailedId;

        var erasure = await EraseAsync(1);

        Assert.Equal((1ul, 1ul), (erasure.Failed, erasure.Addresses));
        Assert.False(IsInAFile($"{Canary}held之") || IsInAFile($"{Canary}raw之"));
        var shown = await new DeskService.DeskServiceClient(_hub.Channel).GetFailedAsync(new GetFailedRequest { Id = id }, HubFixture.Caller(isOperator: true), cancellationToken: Token);
        Assert.Equal((FailedState.Settled, true), (shown.Item.State, shown.Raw.IsEmpty));
        Assert.True((await VerifyAsync()).Sound);
    }

    // Held and mended too, and events: what the log says afterwards makes the same rows.
    [Fact]
    public async Task ConfirmErasure_Views_AreTheSameAsMadeAnewFromTheLog()
    {
        await PushAllAsync(1, 20);
        await PushAllAsync(2, 20);
        var held = Platform(7, 3);
        held.PlatformProfile.Name = "";
        _ = await _hub.PushAsync(Source, held);
        _ = await _hub.PushAsync("ip-center.api", Samples.Event("1", 1), Samples.Event("2", 2));
        _ = await EraseAsync(Proposal(3, 7), Samples.Event("1", 1).Key);
        _ = await EraseAsync(9);
        var (backup, work) = (_hub.Data + ".backup", _hub.Data + ".work");
        _ = _hub.Services.GetRequiredService<Backups>().Make(backup, Token).Last();

        var rehearsed = await RestoreRehearsal.RunAsync(backup, work, static (_, _) => { }, Token);

        Directory.Delete(backup, recursive: true);
        Directory.Delete(work, recursive: true);
        Assert.Empty(rehearsed.Differing);
    }

    [Fact]
    public async Task ConfirmErasure_SubscriberAndMirror_Follow()
    {
        using var sqlite = new MirrorDatabase(new SqliteDatabase());
        using var hub = new MirrorHub(_hub.Grpc.ToString());
        await PushAllAsync(1, 3);
        _ = await _hub.PushAsync("ip-center.api", Samples.Event("1", 1), Samples.Event("2", 2));
        _ = await hub.MirrorAsync(sqlite);
        await using var deliveries = hub.Client.SubscribeAsync(new Subscription(), Token).GetAsyncEnumerator(Token);
        var set = new EntitySet();
        await FollowAsync(deliveries, set);
        Assert.Equal((3, 2), (set.CountOf(Kind.Platform), sqlite.Rows("SELECT event_id FROM achievement_legal_event").Count));

        _ = await EraseAsync(Proposal(2), Samples.Event("1", 1).Key);
        await FollowAsync(deliveries, set);
        _ = await hub.MirrorAsync(sqlite);

        Assert.Equal((2, 0), (set.CountOf(Kind.Platform), set.CountOf(Kind.Achievement)));
        Assert.Empty(sqlite.Rows("SELECT event_id FROM achievement_legal_event"));
        Assert.Equal([[$"{Canary}1之1"], [$"{Canary}3之1"]], sqlite.Rows("SELECT name FROM platform_profile ORDER BY name"));
        await hub.AssertIsMirroredAsync(sqlite);
        _ = await _hub.PushAsync("ip-center.api", Samples.Event("3", 3));
        _ = await hub.MirrorAsync(sqlite);
        Assert.Equal([["3"]], sqlite.Rows("SELECT event_id FROM achievement_legal_event"));
    }

    // Every step may be the last one before a crash: decided; the records entered; half of them rewritten; all, and the files not purged.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Start_ErasureBrokenOff_FinishesItByItself(int step)
    {
        await PushAllAsync(1, 20);
        await PushAllAsync(2, 20);
        await BreakOffAsync(await ProposeAsync(4), step);
        Assert.True((await VerifyAsync()).Sound);

        await _hub.RestartAsync();

        var erasure = Assert.Single(await ListAsync());
        Assert.True(erasure is { State: ErasureState.Done, Records: 2 }, erasure.ToString());
        Assert.False(IsInAFile($"{Canary}4之"));
        Assert.True((await VerifyAsync()).Sound);
    }

    [Fact]
    public async Task Start_OlderBackupRestored_ErasesAgainBeforeAnybodyIsServed()
    {
        await PushAllAsync(1, 20);
        var backup = _hub.Data + ".backup";
        _ = _hub.Services.GetRequiredService<Backups>().Make(backup, Token).Last();
        _ = await EraseAsync(5);
        await _hub.StopAsync();
        Directory.Delete(_hub.Data, recursive: true);
        _ = Restoration.Run(backup, _hub.Data, static (_, _) => { }, Token);
        Directory.Delete(backup, recursive: true);
        Assert.True(IsInAFile($"{Canary}5之"));

        await _hub.OpenAsync();

        Assert.False(IsInAFile($"{Canary}5之"));
        var again = Assert.Single(await ListAsync());
        Assert.True(again is { State: ErasureState.Done, ProposedBy: "hub", Addresses: 1 }, again.ToString());
        Assert.DoesNotContain(Platform(5, 1).Key.Value, await File.ReadAllTextAsync(Ledger, Token), StringComparison.Ordinal);
        await _hub.RestartAsync();
        _ = Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task ErasureAndTrim_InEitherOrder_AreBothVerified()
    {
        await PushAllAsync(1, 20);
        var first = await EraseAsync(3);
        await PushAllAsync(2, 20);
        var log = _hub.Services.GetRequiredService<IExchangeLog>();
        var trimmer = _hub.Services.GetRequiredService<Trimmer>();

        var trimmed = await trimmer.TrimAsync(log.Head, "王**", "留存期满", Token);
        var second = await EraseAsync(8);

        Assert.True(trimmed is { Dropped: > 0 } && second.Records > 0 && first.Records > 0);
        var verified = await VerifyAsync();
        Assert.True(verified is { Sound: true, TrimmedRecords: > 0 } && verified.ErasedBy.Any(by => by.Entry == second.Entry), verified.ToString());
        Assert.False(IsInAFile($"{Canary}3之1") || IsInAFile($"{Canary}8之"));
    }

    [Fact]
    public async Task Verify_ErasedRecordAlteredOnceMore_NamesTheEntry()
    {
        await PushAllAsync(1, 5);
        var erasure = await EraseAsync(3);
        var log = _hub.Services.GetRequiredService<IExchangeLog>();
        var store = _hub.Services.GetRequiredService<HubCore>().Store;
        var record = log.Find(EraseBody.Parser.ParseFrom(log.Find(erasure.Entry)!.Body.Span).Begun.Records[0].Revision)!;
        var key = new byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(record.FirstRevision, key);
        store.Database.Put(key, LogRecordCodec.Rewrite(record, ReadOnlyMemory<byte>.Empty, new byte[LogRecordCodec.SaltSize]).Stored.ToArray(), store.Log);

        var verified = await VerifyAsync();

        Assert.False(verified.Sound);
        Assert.Contains($"not as the erasure by entry {erasure.Entry} left it", verified.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_BadInput_IsRefusedByName()
    {
        await PushAllAsync(1, 5);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(() => ProposeAsync(77)));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), await RefusedAsync(() => ProposeAsync()));
        Assert.Equal(StatusCode.PermissionDenied, await StatusOfAsync(async () => await Erasures.ProposeErasureAsync(Proposal(1), HubFixture.Caller(isOperator: true), cancellationToken: Token)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(() => ConfirmAsync(4_711)));

        var id = await ProposeAsync(1);

        Assert.Equal((StatusCode.PermissionDenied, "NEEDS_SECOND_PERSON"), await RefusedAsync(() => ConfirmAsync(id, "王**")));
        _ = await Erasures.RejectErasureAsync(new RejectErasureRequest { Id = id, Reason = "有误" }, Security("王**"), cancellationToken: Token);
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_PROPOSED"), await RefusedAsync(() => ConfirmAsync(id)));
        var done = await EraseAsync(1);
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_PROPOSED"), await RefusedAsync(() => ConfirmAsync(done.Id)));
        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_ERASED"), await RefusedAsync(() => ProposeAsync(1)));
        Assert.Equal(1, (await ListAsync()).Count(static one => one.State == ErasureState.Rejected));
    }

    private async Task BreakOffAsync(ulong id, int step)
    {
        var (log, intake, views) = (_hub.Services.GetRequiredService<IExchangeLog>(), _hub.Services.GetRequiredService<IIntake>(), _hub.Services.GetRequiredService<IViews>());
        ErasureScope scope;
        using (var view = await views.AtLeastAsync(log.Head, Token))
            scope = ErasureScope.Of([Target(4)], view, log);
        var decided = new ErasureDecided { Erasure = id, Confirmed = true, Actor = "李**", Addresses = { scope.Addresses }, Mark = ByteString.CopyFrom(new byte[16]) };
        _ = await intake.EnterErasureAsync(new EraseBody { Decided = decided }, Token);
        if (step == 0)
            return;
        var work = new ErasureWork(log, intake);
        var erasure = (await ListAsync()).Single();
        var begun = await work.BeginAsync(erasure, Token);
        if (step == 2)
            log.Erase([new ErasedRecords(decided, begun.Seed.Memory).Of(log.Find(begun.Records[0].Revision)!)!], []);
        if (step < 3)
            return;
        work.Rewrite(erasure, begun, Token);
        _ = await intake.EnterErasureAsync(new EraseBody { Rewritten = new ErasureRewritten { Erasure = id } }, Token);
    }

    private async Task PushAllAsync(int version, int? count = null)
    {
        foreach (var some in Enumerable.Range(1, count ?? _entities).Chunk(500))
            _ = await _hub.PushAsync(Source, [.. some.Select(number => Platform(number, version))]);
    }

    private async Task<Erasure> EraseAsync(params int[] numbers) => await ConfirmAsync(await ProposeAsync(numbers));

    private async Task<Erasure> EraseAsync(ProposeErasureRequest proposal, Key key)
    {
        proposal.Targets.Add(new ErasureTarget { Key = key });
        return await ConfirmAsync((await Erasures.ProposeErasureAsync(proposal, Security("王**"), cancellationToken: Token)).Erasure.Id);
    }

    private async Task<ulong> ProposeAsync(params int[] numbers) =>
        (await Erasures.ProposeErasureAsync(Proposal(numbers), Security("王**"), cancellationToken: Token)).Erasure.Id;

    private async Task FollowAsync(IAsyncEnumerator<DataBus.Client.Delivery> deliveries, EntitySet set)
    {
        var head = _hub.Services.GetRequiredService<IExchangeLog>().Head;
        while (set.Revision < head || !set.CaughtUp)
        {
            Assert.True(await deliveries.MoveNextAsync());
            set.Apply(deliveries.Current);
        }
    }

    private async Task<Erasure> ConfirmAsync(ulong id, string actor = "李**") =>
        (await Erasures.ConfirmErasureAsync(new ConfirmErasureRequest { Id = id }, Security(actor), cancellationToken: Token)).Erasure;

    private async Task<IReadOnlyList<Erasure>> ListAsync() => (await Erasures.ListErasuresAsync(new ListErasuresRequest(), Security("王**"), cancellationToken: Token)).Erasures;

    private async Task<VerifyResponse> VerifyAsync(params ChainHead[] against)
    {
        using var call = new OperationsService.OperationsServiceClient(_hub.Channel)
            .Verify(new VerifyRequest { Against = { against } }, HubFixture.Caller(isOperator: true), cancellationToken: Token);
        return await call.ResponseStream.ReadAllAsync(Token).LastAsync(Token);
    }

    private async Task<GetEntityResponse> GetAsync(int number) => await new QueryService.QueryServiceClient(_hub.Channel).GetEntityAsync(
        new GetEntityRequest { Kind = "platform", Scheme = "local", Value = Platform(number, 1).Key.Value }, HubFixture.Caller(isOperator: true), cancellationToken: Token);

    private static async Task<StatusCode> StatusOfAsync<T>(Func<Task<T>> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;

    private static async Task<(StatusCode Status, string? Reason)> RefusedAsync<T>(Func<Task<T>> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return (refused.StatusCode, refused.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason);
    }

    private bool IsInAFile(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(_hub.Data, "*", SearchOption.AllDirectories)
            // Empty, and nobody may open it.
            .Where(static file => Path.GetFileName(file) != DirectoryLock.FileName)
            .Any(file => Read(file).AsSpan().IndexOf(wanted) >= 0);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static ProposeErasureRequest Proposal(params int[] numbers) => new() { Targets = { numbers.Select(Target) }, Reason = "本人请求" };

    private static ErasureTarget Target(int number) => new() { Key = Platform(number, 1).Key };

    private static Metadata Security(string actor) => new() { { "databus-role", "security" }, { "databus-actor", Uri.EscapeDataString(actor) } };

    private static Change Platform(int number, int version)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Source}:{number}";
        change.PlatformProfile.Name = $"{Canary}{number}之{version}";
        return change;
    }
}
