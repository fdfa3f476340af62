using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What an entry's run tells about it.</summary>
/// <param name="Source">The source; empty for an operator's act.</param>
/// <param name="Pass">The pass; empty outside any.</param>
/// <param name="Generation">Generation of the source.</param>
/// <param name="CommittedAt">When it was committed.</param>
internal sealed record RunContext(string Source, string Pass, uint Generation, Timestamp CommittedAt)
{
    public static RunContext None { get; } = new("", "", 0, new Timestamp());

    public static RunContext Of(Run run) => new(run.Source, run.Pass, run.Generation, run.CommittedAt);
}
