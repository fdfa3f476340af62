using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>One step of a read: usually a row, always with the position after it.</summary>
/// <param name="PositionAfter">Where the source stands after the step.</param>
internal sealed record SourceStep(string PositionAfter)
{
    /// <summary>The pass it belongs to, without its close; null: the step only says that the source was heard from.</summary>
    public Pass? Pass { get; init; }

    /// <summary>What is pushed; null if nothing is.</summary>
    public PushItem? Item { get; init; }

    /// <summary>Rows that are live as they are.</summary>
    public ulong Unchanged { get; init; }

    /// <summary>Rows of a file that was read already.</summary>
    public ulong Known { get; init; }

    /// <summary>Rows out of scope.</summary>
    public ulong OutOfScope { get; init; }

    /// <summary>Closes the pass; null: the pass goes on.</summary>
    public PassClose? Close { get; init; }
}
