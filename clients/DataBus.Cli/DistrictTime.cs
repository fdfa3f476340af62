using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Cli;

/// <summary>Instants as people of the district read them (Asia/Shanghai).</summary>
internal static class DistrictTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(8);

    /// <summary>The instant to the second; empty if there is none.</summary>
    public static string Text(Timestamp? at) =>
        at?.ToDateTimeOffset().ToOffset(_offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The instant at which the district's clocks show this.</summary>
    public static Timestamp InstantOf(DateTime local) => Timestamp.FromDateTimeOffset(new DateTimeOffset(local, _offset));
}
