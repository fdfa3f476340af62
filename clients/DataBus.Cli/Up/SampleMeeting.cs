using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>The meeting at which the sample's figures are frozen, so that there is one to look at.</summary>
internal static class SampleMeeting
{
    private static readonly TimeSpan _afterStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(2);

    /// <summary>Freezes the figures as they are; the number tells the head, so that a kept directory may see several.</summary>
    public static Task FreezeAsync(DataBusClient client, ulong head, CancellationToken cancellationToken)
    {
        var request = new FreezeMeetingRequest { Number = string.Create(CultureInfo.InvariantCulture, $"示例-{head}"), Title = "示例调度会" };
        request.Decisions.Add(new MeetingDecision { Number = "1", Text = "补齐规上名录（示例）", Task = "T-05", Unit = "区统计局", DueOn = "2026-12-31" });
        return client.Plan.FreezeMeetingAsync(request, cancellationToken);
    }

    /// <summary>Freezes them once the first data has had its time, also over a restart of the hub.</summary>
    public static async Task FreezeLaterAsync(DataBusClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var wait = _afterStart; ; wait = _again)
        {
            await Task.Delay(wait, time, cancellationToken);
            try
            {
                var status = await client.Operations.GetStatusAsync(cancellationToken);
                await FreezeAsync(client, status.Head, cancellationToken);
                return;
            }
            catch (DataBusException unavailable) when (unavailable.IsTransient)
            {
                // The hub is being started, or its figures are not ready: the next try has it.
            }
        }
    }
}
