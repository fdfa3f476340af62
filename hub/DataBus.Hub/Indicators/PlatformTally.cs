using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Recognised municipal platforms by kind: state recognised or under review, on the day.</summary>
internal sealed class PlatformTally
{
    private const string Municipal = "CITY";

    private readonly Dictionary<string, HashSet<Key>> _recognised = [];

    public PlatformTally(IEnumerable<Live<PlatformProfile>> platforms, string day)
    {
        foreach (var (key, profile) in platforms)
        {
            AnyKnown = true;
            if (!IsRecognised(profile, day))
                continue;
            if (!_recognised.TryGetValue(profile.Kind, out var keys))
                _recognised.Add(profile.Kind, keys = []);
            keys.Add(key);
        }
    }

    /// <summary>Whether any platform has arrived: a count of none says nothing before.</summary>
    public bool AnyKnown { get; }

    public int Count(string kind) => _recognised.GetValueOrDefault(kind)?.Count ?? 0;

    private static bool IsRecognised(PlatformProfile profile, string day) =>
        profile is { Level: Municipal, State: "RECOGNISED" or "REVIEWED" } && CivilDay.IsWithin(day, profile.RecognisedOn, "");
}
