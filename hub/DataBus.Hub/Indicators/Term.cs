namespace DataBus.Hub.Indicators;

/// <summary>A measure that a figure's number is made of.</summary>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Measure">The measure.</param>
internal sealed record Term(string Name, Measure Measure);
