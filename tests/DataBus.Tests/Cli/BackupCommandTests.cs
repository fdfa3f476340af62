using System.Text.Json;
using DataBus.Cli;
using DataBus.Client;
using DataBus.Tests.Hub.Api;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Cli;

/// <summary>A hub is backed up while it runs, and another made of the backup, as an operator does it.</summary>
public sealed class BackupCommandTests : IAsyncDisposable
{
    private const string Source = "science.platforms";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("databus-backup-");
    private HubFixture? _hub;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_root.FullName, "backup");

    private string Data => Path.Combine(_root.FullName, "data");

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task RunAsync_BackupAndRestore_GiveTheHubOfThatMomentUnderAnotherEpoch()
    {
        _hub = await HubFixture.StartAsync();
        _ = await _hub.PushAsync(Source, Platform(1));
        var before = await _hub.FollowAsync(new SubscribeRequest { Snapshot = true, Kinds = { Kind.Platform } }, SubscribeResponse.MarkOneofCase.CaughtUp);
        Assert.Equal(ExitCodes.Ok, await RunAsync("backup", Backup, "--hub", _hub.Grpc.ToString()));
        _ = await _hub.PushAsync(Source, Platform(2));

        var (exit, output, errors) = await DatabusProcess.RunAsync("restore", Backup, "--data", Data, "--output", "json");

        Assert.True(exit == ExitCodes.Ok, errors);
        using var told = JsonDocument.Parse(output);
        var epoch = told.RootElement.GetProperty("epoch").GetString();
        await using var restored = await HubFixture.StartAsync(Data);
        var status = await new OperationsService.OperationsServiceClient(restored.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: Token);
        Assert.NotEqual(epoch, status.Epoch);
        var asOperator = HubFixture.Caller(isOperator: true);
        var query = new QueryService.QueryServiceClient(restored.Channel);
        _ = await query.GetEntityAsync(new GetEntityRequest { Kind = "platform", Scheme = "local", Value = Platform(1).Key.Value }, asOperator, cancellationToken: Token);
        var lost = await Assert.ThrowsAsync<RpcException>(
            async () => await query.GetEntityAsync(new GetEntityRequest { Kind = "platform", Scheme = "local", Value = Platform(2).Key.Value }, asOperator, cancellationToken: Token));
        Assert.Equal(StatusCode.NotFound, lost.StatusCode);
        var resync = await restored.FollowAsync(
            new SubscribeRequest { Bookmark = before[^1].Bookmark, Kinds = { Kind.Platform } }, SubscribeResponse.MarkOneofCase.Resync);
        Assert.Equal("EPOCH_CHANGED", resync[^1].Resync.Reason);
    }

    [Fact]
    public async Task RunAsync_Rehearsal_CountsNamesTheSourcesWithoutPosition()
    {
        _hub = await HubFixture.StartAsync();
        _ = await _hub.PushAsync(Source, Platform(1));
        Assert.Equal(ExitCodes.Ok, await RunAsync("backup", Backup, "--hub", _hub.Grpc.ToString()));

        var (exit, output, errors) = await DatabusProcess.RunAsync("rehearse-restore", Backup, "--lang", "en");

        Assert.True(exit == ExitCodes.Ok, output + errors);
        Assert.Contains("this backup can be restored", output, StringComparison.Ordinal);
        Assert.Contains("platforms 1,", output, StringComparison.Ordinal);
        Assert.Contains("no position", output.Split('\n').Single(line => line.Contains($" {Source}:", StringComparison.Ordinal)), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Backup, "head.note"), "damaged");
        Assert.Equal(ExitCodes.Failed, (await DatabusProcess.RunAsync("rehearse-restore", Backup, "--output", "json")).Exit);
    }

    [Fact]
    public async Task RunAsync_RestoreOfNothing_SaysSoAndFails()
    {
        var (exit, output, errors) = await DatabusProcess.RunAsync("restore", Backup, "--data", Data, "--lang", "en");

        Assert.Equal((ExitCodes.Failed, ""), (exit, output));
        Assert.Contains("is no complete backup", errors, StringComparison.Ordinal);
        var (_, _, asJson) = await DatabusProcess.RunAsync("restore", Backup, "--data", Data, "--output", "json");
        using var told = JsonDocument.Parse(asJson);
        Assert.Equal("NO_BACKUP", told.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task RunAsync_BackupIntoTheDataDirectory_EndsWithUsage()
    {
        _hub = await HubFixture.StartAsync();

        Assert.Equal(ExitCodes.Usage, await RunAsync("backup", Path.Combine(_hub.Data, "backup"), "--hub", _hub.Grpc.ToString()));
    }

    [Fact]
    public async Task MakeBackup_Reader_IsRefused()
    {
        _hub = await HubFixture.StartAsync();
        using var reader = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });

        var refused = await Assert.ThrowsAsync<DataBusException>(() => reader.Operations.MakeBackupAsync(Backup, Token).ToListAsync(Token).AsTask());

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_DENIED"), (refused.Code, refused.Reason));
        Assert.False(Directory.Exists(Backup));
    }

    private static Task<int> RunAsync(params string[] args) => CliApplication.RunAsync(args);

    private static Change Platform(int number)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Source}:{number}";
        return change;
    }
}
