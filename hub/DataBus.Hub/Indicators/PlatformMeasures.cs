using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What formulas count among platforms.</summary>
internal static class PlatformMeasures
{
    /// <summary>Municipal platforms of a kind that are recognised or were reviewed, on the day.</summary>
    public static Measure Recognised(string platformKind) => Measure.Count<PlatformFact>(
        Kind.Platform,
        (platform, day) => platform is { IsMunicipal: true, IsRecognised: true } && platform.PlatformKind == platformKind && platform.RecognisedOn <= day);
}
