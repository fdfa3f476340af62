using System.Globalization;

namespace DataBus.Hub;

/// <summary>Instants by the district's clocks (Asia/Shanghai).</summary>
internal static class DistrictTime
{
    /// <summary>China has had one time zone without summer time since 1992; nothing here looks further back.</summary>
    private static readonly TimeSpan _offset = TimeSpan.FromHours(8);

    /// <summary>The same instant as these clocks show it.</summary>
    public static DateTimeOffset Of(DateTimeOffset at) => at.ToOffset(_offset);

    /// <summary>As people read it, to the second.</summary>
    public static string Text(DateTimeOffset at) => Of(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
