namespace DataBus.Hub.Indicators.Facts;

/// <summary>A tier label.</summary>
/// <param name="Code">Its code, for example T3b.</param>
/// <param name="IsNational">Whether its level is national.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
/// <param name="From">First day on which it is valid.</param>
/// <param name="To">Last day on which it is valid.</param>
internal sealed record LabelFact(string Code, bool IsNational, bool IsWithdrawn, DateOnly From, DateOnly To) : Fact
{
    /// <summary>The ladder that it belongs to: T, M or L.</summary>
    public char Ladder => Code[0];

    /// <summary>Whether it was granted up to the day, also if it has run out since; a withdrawn one never was.</summary>
    public bool IsGranted(DateOnly day) => !IsWithdrawn && From <= day;

    /// <summary>Whether it is valid on the day.</summary>
    public bool IsInForce(DateOnly day) => IsGranted(day) && day <= To;
}
