namespace DataBus.Hub.Operations.Alerts;

/// <summary>Something that somebody should look at now, as it stands.</summary>
/// <param name="Subject">What it is about, the same text for all that is one alert.</param>
/// <param name="Count">How many things.</param>
/// <param name="Zh">What, since when, what to do, in Chinese. No value of any field stands in it.</param>
/// <param name="En">The same in English.</param>
internal sealed record Concern(string Subject, ulong Count, string Zh, string En);
