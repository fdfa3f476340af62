using System.Globalization;

namespace DataBus.Hub;

/// <summary>Instants as people of the district read them (Asia/Shanghai), to the second.</summary>
internal static class DistrictTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(8);

    public static string Text(DateTimeOffset at) => at.ToOffset(_offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
