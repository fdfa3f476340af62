using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What formulas count, by facet kind.</summary>
internal static class Measures
{
    private const string Champion = "M3";

    /// <summary>Enterprises with any label of a ladder, whatever its state: a count of none says nothing before there is one.</summary>
    public static Measure OnLadder(char ladder) => Measure.Count<LabelFact>(Kind.Enterprise, (label, _) => label.Ladder == ladder);

    /// <summary>Enterprises with one of the labels that is valid on the day. M3 is the national one alone.</summary>
    public static Measure InForce(params string[] codes) =>
        Measure.Count<LabelFact>(Kind.Enterprise, (label, day) => Is(label, codes) && label.IsInForce(day));

    /// <summary>Enterprises with one of the labels granted up to the day, whether it has run out since or not.</summary>
    public static Measure Granted(params string[] codes) =>
        Measure.Count<LabelFact>(Kind.Enterprise, (label, day) => Is(label, codes) && label.IsGranted(day));

    /// <summary>Platforms of any kind, whatever their state.</summary>
    public static Measure Platforms() => Measure.Count<PlatformFact>(Kind.Platform, static (_, _) => true);

    /// <summary>Municipal platforms of a kind that are recognised or were reviewed, on the day.</summary>
    public static Measure Recognised(string platformKind) => Measure.Count<PlatformFact>(
        Kind.Platform,
        (platform, day) => platform is { IsMunicipal: true, IsRecognised: true } && platform.PlatformKind == platformKind && platform.RecognisedOn <= day);

    private static bool Is(LabelFact label, string[] codes) => codes.Contains(label.Code) && (label.Code != Champion || label.IsNational);
}
