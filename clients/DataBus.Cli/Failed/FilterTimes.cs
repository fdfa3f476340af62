using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Cli.Failed;

/// <summary>Times of a filter as they are typed.</summary>
internal static class FilterTimes
{
    private static readonly string[] _forms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>A length of time: <c>30m</c>, <c>12h</c>, <c>3d</c>, <c>2w</c>.</summary>
    /// <exception cref="CliException">The text is none.</exception>
    public static Duration AgeOf(string text, Texts texts)
    {
        var unit = text.Length == 0 ? TimeSpan.Zero : UnitOf(text[^1]);
        return unit > TimeSpan.Zero && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Duration.FromTimeSpan(unit * count)
            : throw new CliException(ExitCodes.Usage, texts.Format("bad-age", text));
    }

    /// <summary>An instant of the district's clocks, a day for its beginning.</summary>
    /// <exception cref="CliException">The text is none.</exception>
    public static Timestamp InstantOf(string text, Texts texts) =>
        DateTime.TryParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? DistrictTime.InstantOf(local)
            : throw new CliException(ExitCodes.Usage, texts.Format("bad-instant", text));

    private static TimeSpan UnitOf(char unit) => unit switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => TimeSpan.Zero,
    };
}
