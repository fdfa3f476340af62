using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>Makes registered pledges of the slice's granted patents; one was released before it took effect.</summary>
internal sealed class PledgeMaker(IReadOnlyList<GrantedPatent> patents, IReadOnlyList<Organisation> organisations)
{
    public const int Count = 16;

    /// <summary>This pledge's dates are reversed.</summary>
    public const int Reversed = 5;

    private const int Bank = 500;

    public IReadOnlyList<Pledge> Make(int seed)
    {
        var random = new Random(seed ^ 0x91ed);
        return [.. Enumerable.Range(0, Count).Select(index => Make(random, index))];
    }

    private Pledge Make(Random random, int index)
    {
        var patent = patents[index * 5 + 1];
        var effective = new DateOnly(2025 + index % 2, random.Next(1, 13), random.Next(1, 28));
        var released = index % 4 == 1;
        return new Pledge
        {
            Sequence = index + 1,
            RegistrationNumber = string.Create(CultureInfo.InvariantCulture, $"Y{effective.Year}示例{index + 1:D6}"),
            DocumentNumber = patent.DocumentNumber,
            DocumentNumbers = [patent.DocumentNumber],
            Pledgor = patent.Holder,
            Pledgee = "示例银行津南支行",
            PledgeeUscc = organisations[Bank].Uscc,
            EffectiveOn = effective.Iso(),
            ReleasedOn = released ? effective.AddDays(index == Reversed ? -30 : 120).Iso() : null,
            Amount = random.Chance(0.7) ? (random.Next(10, 300) * 10_000).ToString(CultureInfo.InvariantCulture) : null,
            State = released ? "解除" : "生效",
        };
    }
}
