namespace DataBus.SampleBureaus.IpCenter;

/// <summary>A granted patent of the gazette.</summary>
internal sealed record GrantedPatent(string DocumentNumber, string Title, string Holder);
