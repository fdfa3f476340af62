namespace DataBus.SampleBureaus.IpCenter;

/// <summary>Which page of a feed is wanted.</summary>
/// <param name="Page">From 1; default 1.</param>
/// <param name="Size">Items a page; default 100.</param>
/// <param name="After">Only items above this sequence; default 0.</param>
internal sealed record PageQuery(int? Page, int? Size, long? After);
