namespace DataBus.SampleBureaus.IpCenter;

/// <summary>One legal event of a patent, as the API gives it; the sequence rises over all events.</summary>
internal sealed record LegalEvent : IFeedItem
{
    public required long Sequence { get; init; }
    public required string EventId { get; init; }
    public required string DocumentNumber { get; init; }
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string EffectiveDate { get; init; }
    public required string AnnouncedDate { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}
