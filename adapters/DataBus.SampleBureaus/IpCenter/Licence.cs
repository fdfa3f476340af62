namespace DataBus.SampleBureaus.IpCenter;

/// <summary>One filed patent licence (实施许可备案), as the API gives it.</summary>
internal sealed record Licence : IFeedItem
{
    public required long Sequence { get; init; }
    public required string FilingNumber { get; init; }
    public required string DocumentNumber { get; init; }
    public required IReadOnlyList<string> DocumentNumbers { get; init; }
    public required string Licensor { get; init; }
    public required string Licensee { get; init; }
    public required string LicenseeUscc { get; init; }
    public required string Kind { get; init; }
    public required string FiledOn { get; init; }
    public required string EffectiveFrom { get; init; }
    public required string EffectiveTo { get; init; }
    public string? Amount { get; init; }
    public required string State { get; init; }
}
