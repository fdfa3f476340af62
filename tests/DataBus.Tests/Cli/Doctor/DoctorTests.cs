using System.Net;
using System.Net.Sockets;
using DataBus.Cli;
using DataBus.Cli.Doctor;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Cli.Doctor;

public sealed class DoctorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2.34", FindingState.Ok)]
    [InlineData("2.41", FindingState.Ok)]
    [InlineData("2.28", FindingState.Failed)]
    [InlineData(null, FindingState.Failed)]
    internal void Glibc_Version_IsEnoughFrom234On(string? version, FindingState state) =>
        AssertFinding("glibc", state, MachineChecks.Glibc(version));

    [Theory]
    [InlineData(4096, FindingState.Ok)]
    [InlineData(65536, FindingState.Ok)]
    [InlineData(2097152, FindingState.Failed)]
    internal void PageSize_Bytes_AreAtMost64K(int bytes, FindingState state) => AssertFinding("page_size", state, MachineChecks.PageSize(bytes));

    [Fact]
    public void DotNetAndSystem_WithoutSdkOrApt_WarnOnly()
    {
        AssertFinding("dotnet", FindingState.Warning, MachineChecks.DotNet(new Version(10, 0), null));
        AssertFinding("dotnet", FindingState.Ok, MachineChecks.DotNet(new Version(10, 0), "10.0.401"));
        AssertFinding("system", FindingState.Warning, MachineChecks.System("Kylin", null));
    }

    [Theory]
    [InlineData(0.5, FindingState.Failed)]
    [InlineData(5, FindingState.Warning)]
    [InlineData(50, FindingState.Ok)]
    internal void Space_Gigabytes_AreJudged(double gigabytes, FindingState state) =>
        AssertFinding("disk", state, DiskCheck.Space("/data", (long)(gigabytes * (1L << 30))));

    [Fact]
    public void Of_FolderThatIsNotThereYet_ChecksTheOneAboveAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();

        var findings = DiskCheck.Of(Path.Combine(folder.Path, "a", "b"));

        Assert.Contains(findings, finding => finding is { Check: "sync", State: not FindingState.Failed });
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Of_FolderThatNobodyMayWrite_Fails() =>
        Assert.Contains(DiskCheck.Of("/proc"), finding => finding is { Check: "sync", State: FindingState.Failed });

    [Fact]
    public void DiskKindAndSync_InMemoryOrSlow_Warn()
    {
        AssertFinding("disk_kind", FindingState.Warning, DiskCheck.Kind("tmpfs"));
        AssertFinding("sync", FindingState.Warning, DiskCheck.Sync(TimeSpan.FromMilliseconds(80)));
    }

    [Fact]
    public void PortCheck_PortInUse_FailsUnlessAHubIsThere()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        AssertFinding($"port.{port}", FindingState.Failed, PortCheck.Of("--port", port, isHubThere: false));
        AssertFinding($"port.{port}", FindingState.Ok, PortCheck.Of("--port", port, isHubThere: true));
        other.Stop();
        AssertFinding($"port.{port}", FindingState.Ok, PortCheck.Of("--port", port, isHubThere: false));
    }

    [Theory]
    [InlineData(0, FindingState.Ok)]
    [InlineData(-30, FindingState.Warning)]
    [InlineData(600, FindingState.Failed)]
    internal void Clock_SecondsApart_AreJudged(int seconds, FindingState state) => AssertFinding("clock", state, HubChecks.Clock(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Contract_OfAnotherVersion_SaysWhoIsToBeUpgraded()
    {
        var ours = Version.Parse(ContractVersion.Current);

        AssertFinding("contract", FindingState.Ok, HubChecks.Contract(ContractVersion.Current));
        var older = HubChecks.Contract($"{ours.Major}.{ours.Minor - 1}");
        AssertFinding("contract", FindingState.Warning, older);
        Assert.Contains("Upgrade the hub", older.Todo.En, StringComparison.Ordinal);
        AssertFinding("contract", FindingState.Warning, HubChecks.Contract($"{ours.Major}.{ours.Minor + 1}"));
        AssertFinding("contract", FindingState.Failed, HubChecks.Contract($"{ours.Major + 1}.0"));
    }

    [Fact]
    public async Task CheckAsync_RunningHub_ComparesVersionsAndClock()
    {
        await using var hub = await HubFixture.StartAsync();
        var run = new DoctorRun(hub.Grpc.ToString(), IsHubGiven: true, hub.Data, hub.Grpc.Port, hub.Http.Port);

        var findings = await run.CheckAsync(TimeProvider.System, Token);

        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Failed);
        Assert.Equal(["hub", "delivery", "contract", "clock"], findings.TakeLast(4).Select(finding => finding.Check));
        Assert.All(findings.TakeLast(4), finding => Assert.Equal(FindingState.Ok, finding.State));
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["doctor", "--hub", hub.Grpc.ToString(), "--data", hub.Data, "--port", "0", "--http-port", "0"]));
    }

    [Fact]
    public async Task RunAsync_NoHubThere_FailsOnlyIfItWasNamed()
    {
        using var folder = new TemporaryFolder();

        var absent = await HubChecks.CheckAsync("http://127.0.0.1:9", isGiven: false, TimeProvider.System, Token);

        AssertFinding("hub", FindingState.Warning, Assert.Single(absent));
        Assert.Equal(ExitCodes.Failed, await CliApplication.RunAsync(
            ["doctor", "--hub", "http://127.0.0.1:9", "--data", folder.Path, "--port", "0", "--http-port", "0", "--output", "json"]));
    }

    // What is not as it should be says in both languages what to do.
    private static void AssertFinding(string check, FindingState state, Finding finding)
    {
        Assert.Equal((check, state), (finding.Check, finding.State));
        Assert.True(finding.What.Zh.Length > 0 && finding.What.En.Length > 0);
        Assert.Equal(state != FindingState.Ok, finding.Todo.Zh.Length > 0 && finding.Todo.En.Length > 0);
    }
}
