using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>One failed push in the model.</summary>
internal sealed class ModelHeld
{
    /// <summary>Its place in the order in which things were held, from 0: the hub's ids rise in the same order.</summary>
    public required int Ordinal { get; init; }

    public required string Source { get; init; }

    /// <summary>The row; null for a group of deletes.</summary>
    public ModelRow? Row { get; init; }

    /// <summary>A group of deletes.</summary>
    public IReadOnlyList<int> Deletes { get; init; } = [];

    /// <summary>Blocks nothing, and is not newer than what is live: a conflict, a late event.</summary>
    public bool IsConflict { get; init; }

    public bool IsLate { get; init; }

    public bool IsPassive => IsConflict || IsLate;

    public FailedState State { get; set; } = FailedState.Held;

    /// <summary>The one it waits for; null if held by itself.</summary>
    public ModelHeld? WaitsFor { get; set; }

    public int SeenAgain { get; set; }

    /// <summary>Which pass of its source sent it last: one without an address is gone when a complete one does not.</summary>
    public int LastSeen { get; set; }

    /// <summary>Replays in a row that failed for the same rules.</summary>
    public int Failures { get; set; }

    public string ProposedBy { get; set; } = "";

    public bool IsOpen => State is FailedState.Held or FailedState.Waiting;

    /// <summary>Held by itself and in the way of later events of its address.</summary>
    public bool Blocks => State == FailedState.Held && !IsPassive && Row is { Kind: RowKind.Content or RowKind.Delete };

    /// <summary>Whether it would still be held if it were judged with the rules of now.</summary>
    public bool StillHeld(bool take) => Row!.Kind == RowKind.Unkeyed || Row.Fault == Fault.Bad
        || (!take && (IsPassive || Row.Fault == Fault.Ambiguous));

    public override string ToString() => $"#{Ordinal} {Source} {(Row is null ? $"{Deletes.Count} deletes" : Row.ToString())} {State}";
}
