using System.Runtime.InteropServices;

namespace DataBus.Cli.Doctor;

/// <summary>Makes all checks.</summary>
/// <param name="Hub">Address of the hub.</param>
/// <param name="IsHubGiven">Whether somebody named it.</param>
/// <param name="Data">The data directory of a hub on this machine.</param>
/// <param name="Port">Its gRPC port.</param>
/// <param name="HttpPort">Its HTTP port.</param>
internal sealed record DoctorRun(string Hub, bool IsHubGiven, string Data, int Port, int HttpPort)
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var hub = await HubChecks.CheckAsync(Hub, IsHubGiven, time, cancellationToken);
        var isHere = hub[0].State == FindingState.Ok && new Uri(Hub).IsLoopback;
        return
        [
            MachineChecks.System(RuntimeInformation.OSDescription, await Machine.VersionOfAsync("apt-get", cancellationToken)),
            MachineChecks.DotNet(Environment.Version, await Machine.VersionOfAsync("dotnet", cancellationToken)),
            MachineChecks.Glibc(Machine.Glibc()),
            MachineChecks.PageSize(Environment.SystemPageSize),
            .. DiskCheck.Of(Data),
            PortCheck.Of("--port", Port, isHere),
            PortCheck.Of("--http-port", HttpPort, isHere),
            .. hub,
        ];
    }
}
