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

    public bool IsLate { get; set; }

    /// <summary>The row as an operator patched it; null if nobody did.</summary>
    public ModelRow? Patched { get; set; }

    public string PatchedBy { get; set; } = "";

    /// <summary>The row that it would publish.</summary>
    public ModelRow Content => Patched ?? Row!;

    public bool IsRekeyed => Patched is not null && Patched.Place != Row!.Place;

    public CorrectionState Correction { get; set; }

    public bool NeedsReview { get; set; }

    public string ReplayedBy { get; set; } = "";

    /// <summary>What stood where it was published; null if nothing was published.</summary>
    public ModelBefore? Before { get; set; }

    /// <summary>Rises with every act that moves it.</summary>
    public int Stamp { get; private set; }

    /// <summary>The job that acted on it last.</summary>
    public int Job { get; set; }

    /// <summary>The last act that moved it.</summary>
    public string Act { get; set; } = "";

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

    public bool IsOpen => State is FailedState.Held or FailedState.Waiting or FailedState.Returned;

    /// <summary>Held by itself and in the way of later events of its address.</summary>
    public bool Blocks => (State is FailedState.Held or FailedState.Returned) && !IsPassive && Row is { Kind: RowKind.Content or RowKind.Delete };

    /// <summary>Whether it would still be held if it were judged with the rules of now.</summary>
    public bool StillHeld(bool take) => Row!.Kind == RowKind.Unkeyed || Content.Fault == Fault.Bad
        || (!take && (IsPassive || Row.Fault == Fault.Ambiguous));

    /// <summary>Something newer made it moot.</summary>
    public void Settle()
    {
        State = FailedState.Settled;
        Moved("settled", 0);
        ProposedBy = "";
    }

    /// <summary>Notes an act that moved it.</summary>
    public void Moved(string act, int job) => (Act, Job, Stamp) = (act, job, Stamp + 1);

    public override string ToString() => $"#{Ordinal} {Source} {(Row is null ? $"{Deletes.Count} deletes" : Row.ToString())} {State}";
}
