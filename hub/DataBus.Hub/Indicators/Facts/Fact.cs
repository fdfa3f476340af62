namespace DataBus.Hub.Indicators.Facts;

/// <summary>What figures need to know of one live content; equal contents give equal facts. Small: all of them are kept in memory.</summary>
internal abstract record Fact
{
    /// <summary>What it says about another entity whose key it does not know; null if nothing.</summary>
    public virtual string? Mention => null;
}
