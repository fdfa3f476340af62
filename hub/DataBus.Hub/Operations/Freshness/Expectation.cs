using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Operations.Freshness;

/// <summary>How often a source should be heard from: the operator's word, else its adapter's.</summary>
internal static class Expectation
{
    /// <summary>What counts; null: nobody said anything. Without a time nothing is expected.</summary>
    public static FreshnessSet? Of(SourceRow row) => row.Freshness ?? row.Declared;
}
