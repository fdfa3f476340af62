namespace DataBus.Hub.Indicators;

/// <summary>How far the computed figures are.</summary>
internal interface IFigures
{
    /// <summary>Revision up to which the figures reflect all inputs; 0 before the first computation.</summary>
    ulong AsOf { get; }
}
