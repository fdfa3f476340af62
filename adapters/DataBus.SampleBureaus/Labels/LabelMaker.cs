using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Labels;

/// <summary>Makes the labels of one bureau.</summary>
internal static class LabelMaker
{
    public static IReadOnlyList<TierLabel> Make(Random random, IReadOnlyList<LabelKind> kinds, IReadOnlyList<Organisation> organisations) =>
        [.. kinds.SelectMany(kind => Make(random, kind, organisations))];

    private static IEnumerable<TierLabel> Make(Random random, LabelKind kind, IReadOnlyList<Organisation> organisations)
    {
        var holders = random.Distinct(0, OrganisationMaker.KnownToAll, kind.Count);
        return holders.Select((holder, index) => Make(random, kind, organisations[holder], index + 1));
    }

    private static TierLabel Make(Random random, LabelKind kind, Organisation holder, int number)
    {
        var year = random.Next(kind.Years.First, kind.Years.Last + 1);
        var from = new DateOnly(year, kind.Code == "T1" ? 1 : random.Next(3, 11), 1);
        // Codes are the prefix of the number, with the plus sign spelt out; level tells national from municipal ones.
        var prefix = kind.Code.Replace("+", "P", StringComparison.Ordinal) + (kind.Level == "国家级" ? "G" : "S");
        return new TierLabel(
            holder, kind,
            string.Create(CultureInfo.InvariantCulture, $"示例{prefix}{year}{number:D4}"),
            from, from.AddYears(kind.Years.Validity).AddDays(-1),
            string.Create(CultureInfo.InvariantCulture, $"{year}年第{random.Next(1, 4)}批"));
    }
}
