using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Platforms;

/// <summary>Makes the list of platforms.</summary>
internal static class PlatformMaker
{
    public static IReadOnlyList<Platform> Make(int seed, IReadOnlyList<Organisation> organisations)
    {
        var random = new Random(seed ^ 0x91a7);
        return
        [
            .. from kind in PlatformKind.All
               from number in Enumerable.Range(1, kind.Count)
               select Make(random, kind, number, organisations, "认定"),
            // Neither counts towards a target: one was only proposed, one was revoked.
            Make(random, PlatformKind.All[0], 91, organisations, "培育"),
            Make(random, PlatformKind.All[0], 92, organisations, "撤销"),
        ];
    }

    private static Platform Make(Random random, PlatformKind kind, int number, IReadOnlyList<Organisation> organisations, string state)
    {
        var host = organisations[random.Next(OrganisationMaker.KnownToAll)];
        var certified = new DateOnly(random.Next(2016, 2026), random.Next(1, 13), random.Next(1, 28));
        return new Platform(
            kind, string.Create(CultureInfo.InvariantCulture, $"示例{kind.Prefix}{certified.Year}{number:D3}"),
            $"{host.Name}{kind.Name}", host, certified, state)
        {
            Services = (random.Next(400), random.Next(5_000_000) / 100m),
        };
    }
}
