using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>The pass of a batch.</summary>
internal sealed record ModelPass(string Id, bool Full, int File, int AsOf);

/// <summary>How a pass closes.</summary>
/// <param name="End">Its end.</param>
/// <param name="Proven">Proven complete.</param>
/// <param name="Absent">Places that it did not meet.</param>
internal sealed record ModelClose(PassEnd End, bool Proven, IReadOnlyList<int> Absent);

/// <summary>A batch on its way in.</summary>
internal sealed record ModelBatch(string Source, string PositionAfter, IReadOnlyList<ModelRow> Rows)
{
    public ModelPass? Pass { get; init; }

    public ModelClose? Close { get; init; }

    public uint RowsUnchanged { get; init; }

    public uint RowsKnown { get; init; }
}

/// <summary>What became of one row.</summary>
internal readonly record struct ModelOutcome(Outcome Outcome, ModelHeld? Held);

/// <summary>What became of a batch.</summary>
internal sealed record ModelResult(Tallies Tallies, IReadOnlyList<ModelOutcome> Outcomes, Tallies? PassTallies);
