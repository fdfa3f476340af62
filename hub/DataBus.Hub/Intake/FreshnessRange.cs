using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Intake;

/// <summary>How often a source can be expected to be heard from.</summary>
internal static class FreshnessRange
{
    public const string Zh = "应为 1 分钟至 366 天";
    public const string En = "must be 1 minute to 366 days";

    private const long LeastSeconds = 60;
    private const long MostSeconds = 366L * 24 * 60 * 60;

    public static bool Holds(Duration every) => every.Nanos == 0 && every.Seconds is >= LeastSeconds and <= MostSeconds;
}
