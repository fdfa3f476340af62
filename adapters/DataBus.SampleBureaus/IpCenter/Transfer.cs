namespace DataBus.SampleBureaus.IpCenter;

/// <summary>One transfer of a patent right, as the API gives it; the sequence rises over all transfers.</summary>
internal sealed record Transfer : IFeedItem
{
    public required long Sequence { get; init; }
    public required string EventId { get; init; }
    public required string DocumentNumber { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<string> Transferors { get; init; }
    public required IReadOnlyList<string> Transferees { get; init; }
    public required IReadOnlyList<string> TransfereeUsccs { get; init; }
    public required string EffectiveDate { get; init; }
    public required string AnnouncedDate { get; init; }
}
