using System.Globalization;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>Finds the formats in which a column writes days and instants.</summary>
internal static class DateForms
{
    private static readonly string[] _days = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "d.M.yyyy", "yyyy-M-d"];
    private static readonly string[] _times =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy-M-d H:mm", "yyyy.M.d H:mm", "yyyyMMddHHmmss",
        "yyyy年M月d日 H:mm",
    ];

    /// <summary>Formats of days, fewest first, and a value that none of them reads.</summary>
    public static (IReadOnlyList<string> Formats, string? Misfit) Days(IReadOnlyList<string> values) => Find(values, [.. _days, .. _times]);

    /// <summary>Formats of instants; none: ISO 8601 reads them all.</summary>
    public static (IReadOnlyList<string> Formats, string? Misfit) Times(IReadOnlyList<string> values) =>
        values.All(value => CalendarConverters.ParseTime(value, []) is not null) ? ([], null) : Find(values, [.. _times, .. _days]);

    private static (IReadOnlyList<string> Formats, string? Misfit) Find(IReadOnlyList<string> values, string[] candidates)
    {
        var formats = new List<string>();
        var left = values.ToList();
        while (left.Count > 0)
        {
            var best = candidates.MaxBy(format => left.Count(value => Reads(format, value)))!;
            if (left.RemoveAll(value => Reads(best, value)) == 0)
                return (formats, left[0]);
            formats.Add(best);
        }
        return (formats, null);
    }

    private static bool Reads(string format, string value) =>
        DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
