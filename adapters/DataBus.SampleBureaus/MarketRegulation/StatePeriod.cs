namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>One period of the status history (状态沿革): the state as written, since when, and the paper that it rests on.</summary>
internal sealed record StatePeriod(string State, string Since, string Basis);
