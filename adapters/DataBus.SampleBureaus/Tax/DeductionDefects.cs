namespace DataBus.SampleBureaus.Tax;

/// <summary>Returns whose arithmetic or rate is wrong; the same rows in every full file.</summary>
internal static class DeductionDefects
{
    /// <summary>So many of the returns in a full file are wrong, 1 %.</summary>
    public const int Count = 5;

    /// <summary>Spoils the returns at fixed places, one kind of mistake each; keys stay right, so that absence can be proven.</summary>
    public static IReadOnlyList<DeductionReturn> Spoil(IReadOnlyList<DeductionReturn> returns)
    {
        var spoilt = returns.ToArray();
        Change(40, lines => lines[2] += 10_000m);
        Change(120, lines => lines[34] = lines[28] + lines[3]);
        Change(200, lines => lines[50] = 75m);
        Change(280, lines => lines[51] += 1_000m);
        Change(360, lines => lines[8] = -lines[8]);
        return spoilt;

        void Change(int index, Action<decimal[]> mistake)
        {
            var lines = (decimal[])spoilt[index].Lines.Clone();
            mistake(lines);
            spoilt[index] = spoilt[index] with { Lines = lines };
        }
    }
}
