using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>Makes filed licences of the slice's granted patents; one ends before it begins.</summary>
internal sealed class LicenceMaker(IReadOnlyList<GrantedPatent> patents, IReadOnlyList<Organisation> organisations)
{
    public const int Count = 40;

    /// <summary>This licence's dates are reversed.</summary>
    public const int Reversed = 11;

    private static readonly string[] _kinds = ["普通许可", "普通许可", "独占许可", "排他许可", "开放许可"];

    public IReadOnlyList<Licence> Make(int seed)
    {
        var random = new Random(seed ^ 0x11ce);
        return [.. Enumerable.Range(0, Count).Select(index => Make(random, index))];
    }

    private Licence Make(Random random, int index)
    {
        var patent = patents[index * 3];
        var licensee = organisations[random.Next(OrganisationMaker.KnownToAll)];
        var effective = new DateOnly(random.Next(2022, 2026), random.Next(1, 13), random.Next(1, 28));
        var ends = effective.AddYears(index == Reversed ? -1 : random.Next(2, 8));
        return new Licence
        {
            Sequence = index + 1,
            FilingNumber = string.Create(CultureInfo.InvariantCulture, $"X{effective.Year}示例{index + 1:D6}"),
            DocumentNumber = patent.DocumentNumber,
            DocumentNumbers = [.. patents.Skip(index * 3).Take(random.Chance(0.2) ? 2 : 1).Select(each => each.DocumentNumber)],
            Licensor = patent.Holder,
            Licensee = licensee.Name,
            LicenseeUscc = licensee.Uscc,
            Kind = random.Pick(_kinds),
            // To be filed within three months of taking effect.
            FiledOn = effective.AddDays(random.Next(85)).Iso(),
            EffectiveFrom = effective.Iso(),
            EffectiveTo = ends.Iso(),
            Amount = random.Chance(0.5) ? (random.Next(5, 200) * 10_000).ToString(CultureInfo.InvariantCulture) : null,
            State = ends < SampleDays.Today ? "注销" : "生效",
        };
    }
}
