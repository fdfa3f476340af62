namespace DataBus.Tests.Model;

/// <summary>What a place is.</summary>
internal enum PlaceKind
{
    /// <summary>enterprise.registration: STATE, ONE.</summary>
    Registration,

    /// <summary>enterprise.tier_label: STATE, MANY, its owner decided by its code.</summary>
    Label,

    /// <summary>achievement.legal_event: EVENT.</summary>
    Events,
}

/// <summary>One address that the model plays with.</summary>
/// <param name="Kind">Its facet kind.</param>
/// <param name="Number">Which of its kind.</param>
/// <param name="Owner">The only source that may write it.</param>
internal sealed record Place(PlaceKind Kind, int Number, string Owner)
{
    public bool IsEvent => Kind == PlaceKind.Events;
}

/// <summary>The few addresses of the model: few, so that rows meet.</summary>
internal static class Places
{
    public const string MarketRegulation = "market-regulation.registrations";
    public const string Science = "science.tier-labels";
    public const string Industry = "industry.tier-labels";
    public const string IpCenter = "ip-center.api";

    /// <summary>Enough registrations that a file without them runs into the guard on deletes.</summary>
    public const int CrowdSize = 25;

    public static readonly IReadOnlyList<string> Sources = [MarketRegulation, Science, Industry, IpCenter];

    public static readonly IReadOnlyList<Place> All =
    [
        new(PlaceKind.Registration, 0, MarketRegulation),
        new(PlaceKind.Registration, 1, MarketRegulation),
        new(PlaceKind.Registration, 2, MarketRegulation),
        new(PlaceKind.Label, 0, Science),
        new(PlaceKind.Label, 1, Science),
        new(PlaceKind.Label, 2, Industry),
        new(PlaceKind.Events, 0, IpCenter),
        new(PlaceKind.Events, 1, IpCenter),
        .. Enumerable.Range(3, CrowdSize).Select(number => new Place(PlaceKind.Registration, number, MarketRegulation)),
    ];

    /// <summary>The first of the crowd.</summary>
    public const int Crowd = 8;

    /// <summary>Places of a source outside the crowd.</summary>
    public static IReadOnlyList<int> Of(string source) =>
        [.. Enumerable.Range(0, Crowd).Where(place => All[place].Owner == source)];
}
