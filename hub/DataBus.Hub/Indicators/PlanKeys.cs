using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Keys of what the plan steers by.</summary>
internal static class PlanKeys
{
    private const string MeetingIssuer = "hub:";

    /// <summary>The key of an indicator or a task.</summary>
    public static Key OfCode(string code) => new() { Kind = Kind.Indicator, Scheme = "code", Value = code };

    /// <summary>The key of a meeting.</summary>
    public static Key OfMeeting(string number) => new() { Kind = Kind.Indicator, Scheme = "local", Value = MeetingIssuer + number };
}
