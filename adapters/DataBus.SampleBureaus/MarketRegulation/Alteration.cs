namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>One change record (变更记录): what was altered, from what, to what, on which day.</summary>
internal sealed record Alteration(string Item, string Before, string After, string Date);
