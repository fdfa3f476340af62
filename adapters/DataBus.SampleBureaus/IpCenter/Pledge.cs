namespace DataBus.SampleBureaus.IpCenter;

/// <summary>One registered pledge of patents (质押登记), as the API gives it.</summary>
internal sealed record Pledge : IFeedItem
{
    public required long Sequence { get; init; }
    public required string RegistrationNumber { get; init; }
    public required string DocumentNumber { get; init; }
    public required IReadOnlyList<string> DocumentNumbers { get; init; }
    public required string Pledgor { get; init; }
    public required string Pledgee { get; init; }
    public required string PledgeeUscc { get; init; }
    public required string EffectiveOn { get; init; }
    public string? ReleasedOn { get; init; }
    public string? Amount { get; init; }
    public required string State { get; init; }
}
