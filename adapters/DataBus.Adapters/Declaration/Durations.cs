using System.Globalization;

namespace DataBus.Adapters.Declaration;

/// <summary>Durations as people write them: <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a duration; null if it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return length * count;
        }
        return null;
    }

    /// <summary>Writes a duration as <see cref="Parse"/> reads it.</summary>
    public static string Format(TimeSpan duration)
    {
        var (unit, length) = _units.Last(u => duration >= u.Length && duration.Ticks % u.Length.Ticks == 0 || u.Unit == "ms");
        return $"{(duration / length).ToString(CultureInfo.InvariantCulture)}{unit}";
    }
}
