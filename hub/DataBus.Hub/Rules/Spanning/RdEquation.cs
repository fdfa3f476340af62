namespace DataBus.Hub.Rules.Spanning;

/// <summary>One equation of A107012: what a line must be by the other lines as filed.</summary>
/// <param name="Field">The line's field.</param>
/// <param name="Filed">The line as filed; null if it is no number.</param>
/// <param name="Expected">What it must be; null if a line of it is no number, or the equation does not apply to this return.</param>
internal sealed record RdEquation(string Field, Rule Rule, Func<RdLines, decimal?> Filed, Func<RdLines, decimal?> Expected)
{
    /// <summary>
    /// One fen. Every line is filed rounded to the fen and equations are taken over lines as filed, so only the rounding of the line
    /// itself can differ: at most half a fen where it is rounded, less than one where it is cut off.
    /// </summary>
    private const decimal Tolerance = 0.01m;

    /// <summary>Whether the return breaks it; one that cannot be computed is not broken, the fields' own rules speak.</summary>
    public bool IsBrokenBy(RdLines lines) =>
        Filed(lines) is { } filed && Expected(lines) is { } expected && Math.Abs(filed - expected) > Tolerance;
}
