using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Tax;

/// <summary>Makes returns of plausible size: each is a fraction of the R&amp;D total of a real annual report.</summary>
internal sealed class DeductionMaker(IReadOnlyList<decimal> totals)
{
    /// <summary>So many taxpayers file, each for every year of <see cref="Years"/>.</summary>
    public const int Taxpayers = 260;

    public static readonly int[] Years = [2024, 2025];

    // Shares of the entered lines in a year's total, before chance moves them.
    private static readonly (int Line, decimal Share)[] _shares =
    [
        (4, 0.34m), (5, 0.08m), (6, 0.02m), (8, 0.22m), (9, 0.01m), (10, 0.02m), (11, 0.02m), (12, 0.01m), (13, 0.02m), (14, 0.01m),
        (15, 0.01m), (17, 0.03m), (18, 0.04m), (20, 0.01m), (21, 0.01m), (24, 0.02m), (25, 0.01m), (27, 0.01m), (29, 0.02m), (30, 0.01m),
        (31, 0.02m), (33, 0.03m), (36, 0.05m),
    ];

    public IReadOnlyList<DeductionReturn> Make(int seed, IReadOnlyList<Organisation> organisations)
    {
        var random = new Random(seed ^ 0x7a71);
        return
        [
            .. from organisation in organisations.Take(Taxpayers)
               from year in Years
               select Make(random, organisation, year),
        ];
    }

    /// <summary>A corrected return of the same year: new amounts, filed later.</summary>
    public DeductionReturn Correct(Random random, DeductionReturn filed, DateOnly day) =>
        Make(random, filed.Taxpayer, filed.Year) with { Filed = day };

    private DeductionReturn Make(Random random, Organisation organisation, int year)
    {
        var total = random.Pick(totals) / random.Next(20, 60);
        var lines = new decimal[53];
        lines[1] = random.Next(1, 12);
        foreach (var (line, share) in _shares)
            lines[line] = DeductionForm.Fen(total * share * (decimal)(0.5 + random.NextDouble()));
        // Some commission abroad, some beyond both limits; some capitalise, some have special income or sold materials.
        if (random.Chance(0.06))
            lines[37] = DeductionForm.Fen(total * (decimal)random.NextDouble() * 1.2m);
        if (random.Chance(0.01))
            lines[39] = DeductionForm.Fen(total * 0.01m);
        if (random.Chance(0.12))
            lines[42] = DeductionForm.Fen(total * 0.2m);
        if (random.Chance(0.15))
            lines[44] = DeductionForm.Fen(total * 0.05m);
        if (random.Chance(0.08))
            lines[46] = DeductionForm.Fen(total * 0.02m);
        if (random.Chance(0.05))
            lines[48] = DeductionForm.Fen(total * (random.Chance(0.2) ? 1.6m : 0.1m));
        // Integrated circuits and machine tools on the list deduct 120 % until 2027, everybody else 100 %.
        lines[50] = organisation.Industry is "C3973" ? 120 : 100;
        DeductionForm.Compute(lines);
        return new DeductionReturn(organisation, year, lines, new DateOnly(year + 1, 3, 1).AddDays(random.Next(90)));
    }
}
