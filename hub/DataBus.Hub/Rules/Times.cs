using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Rules;

/// <summary>Tells whether a timestamp is one: outside its bounds it can be neither converted nor written as JSON.</summary>
internal static class Times
{
    private static readonly long Earliest = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue).Seconds;
    private static readonly long Latest = Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue).Seconds;

    public static bool IsSound(Timestamp time) =>
        time.Seconds >= Earliest && time.Seconds <= Latest && time.Nanos is >= 0 and < 1_000_000_000;
}
