namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>Something that is summed for the evaluation.</summary>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">The facet kind that it is counted from.</param>
internal sealed record EvidenceItem(string Name, string Unit, string Source);
