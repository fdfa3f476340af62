using DataBus.Adapters.Hub;
using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>Where a source stands, as the hub tells it.</summary>
/// <param name="Position">The stored position; empty if the source never pushed.</param>
/// <param name="OpenPass">The pass that is open; null if none.</param>
/// <param name="Once">True: the process ends after all that waits was read.</param>
/// <param name="Hub">Where live addresses and files can be asked for.</param>
internal sealed record ReadState(string Position, Pass? OpenPass, bool Once, IHubPort Hub)
{
    /// <summary>True: the first read after an opening; what an earlier read gave may not have been committed.</summary>
    public bool IsFresh { get; init; }

    /// <summary>As-of of the last complete FULL file; empty if none.</summary>
    public string Floor { get; init; } = "";
}
