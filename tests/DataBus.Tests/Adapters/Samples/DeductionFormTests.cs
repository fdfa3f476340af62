using DataBus.SampleBureaus.Organisations;
using DataBus.SampleBureaus.Tax;

namespace DataBus.Tests.Adapters.Samples;

public sealed class DeductionFormTests
{
    [Fact]
    public void Compute_WithinTheLimits_GivesTheWorkedExample()
    {
        var lines = new decimal[53];
        (lines[4], lines[8], lines[17], lines[29], lines[36], lines[42], lines[46], lines[50]) =
            (500_000m, 72_000m, 20_000m, 13_000m, 100_000m, 212_000m, 10_000m, 100m);

        DeductionForm.Compute(lines);

        Assert.Equal((13_000m, 605_000m, 685_000m, 473_000m), (lines[34], lines[2], lines[40], lines[41]));
        Assert.Equal((463_000m, 463_000m), (lines[47], lines[51]));
    }

    [Fact]
    public void Compute_BeyondBothLimits_IsCutTwice()
    {
        var lines = new decimal[53];
        (lines[4], lines[29], lines[36], lines[37], lines[50]) = (900m, 150m, 100m, 1000m, 120m);

        DeductionForm.Compute(lines);

        Assert.Equal((100m, 1000m, 720m, 1800m), (lines[34], lines[2], lines[38], lines[40]));
        Assert.Equal(2160m, lines[51]);
    }

    [Fact]
    public void Compute_MoreMaterialSoldThanSpent_CarriesTheRest()
    {
        var lines = new decimal[53];
        (lines[4], lines[48], lines[50]) = (100m, 160m, 100m);

        DeductionForm.Compute(lines);

        Assert.Equal((0m, 60m), (lines[51], lines[52]));
    }

    [Fact]
    public void Captions_AreThoseOf52Lines() => Assert.Equal(52, DeductionForm.Captions.Length);

    [Fact]
    public void Spoil_Returns_ChangesTheDeclaredCount()
    {
        var maker = new DeductionMaker(RdTotals.Load());
        var returns = maker.Make(7, OrganisationMaker.Make(7));

        var spoilt = DeductionDefects.Spoil(returns);

        Assert.Equal(DeductionMaker.Taxpayers * DeductionMaker.Years.Length, returns.Count);
        Assert.All(returns, filed => Assert.True(filed.Lines[40] > 0 && Recomputed(filed).SequenceEqual(filed.Lines)));
        Assert.Equal(DeductionDefects.Count, spoilt.Count(filed => !Recomputed(filed).SequenceEqual(filed.Lines)));
    }

    private static decimal[] Recomputed(DeductionReturn filed)
    {
        var lines = (decimal[])filed.Lines.Clone();
        DeductionForm.Compute(lines);
        return lines;
    }
}
