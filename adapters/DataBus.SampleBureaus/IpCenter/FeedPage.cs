using System.Text.Json.Serialization;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>One page of a feed.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="Total">How many items all pages have.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="ETag">Stands for the whole list; travels as header.</param>
internal sealed record FeedPage<T>(IReadOnlyList<T> Items, int Total, int Page, [property: JsonIgnore] string ETag);
