namespace DataBus.SampleBureaus.IpCenter;

/// <summary>An item of a feed: the sequence rises with every write.</summary>
internal interface IFeedItem
{
    long Sequence { get; }
}
