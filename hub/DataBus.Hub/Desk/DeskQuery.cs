using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>What to find among the failed pushes.</summary>
/// <param name="Source">Only this source; empty: all.</param>
/// <param name="Facet">Only this facet kind; empty: all.</param>
/// <param name="Rule">Only items that break this rule; empty: all.</param>
/// <param name="State">Only this state; unspecified: the open ones.</param>
/// <param name="After">Only ids above this one.</param>
/// <param name="Limit">At most so many.</param>
internal sealed record DeskQuery(string Source, string Facet, string Rule, FailedState State, ulong After, int Limit);
