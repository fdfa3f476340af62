namespace DataBus.Hub.Entities;

/// <summary>Names that the hub itself writes into the log: its own rules, and the acts on failed pushes.</summary>
internal static class HubRules
{
    /// <summary>Rule: the same total version came with other content.</summary>
    public const string Conflict = "hub.conflict";

    /// <summary>Rule: an event below the applied tail of its address.</summary>
    public const string Late = "hub.late";

    /// <summary>Rule of the adapters: two contents for one address in one pass.</summary>
    public const string Ambiguous = "kit.ambiguous";

    /// <summary>Rule: more deletes at once than the guard lets through.</summary>
    public const string MassDelete = "hub.mass_delete";

    /// <summary>Rule: no address can be made of it.</summary>
    public const string NoAddress = "hub.no_address";

    public const string SeenAgain = "seen_again";
    public const string Proposed = "proposed";
    public const string Replayed = "replayed";
    public const string ReplayFailed = "replay_failed";
    public const string Settled = "settled";
    public const string Discarded = "discarded";
    public const string Patched = "patched";
    public const string Unpatched = "unpatched";
    public const string Returned = "returned";
    public const string Restored = "restored";
    public const string RereadAsked = "reread_asked";
    public const string Reread = "reread";
    public const string Releasable = "releasable";
    public const string NotReleasable = "not_releasable";
    public const string Undone = "undone";
    public const string Confirmed = "confirmed";
    public const string Lapsed = "lapsed";
    public const string Reviewed = "reviewed";
    public const string Viewed = "viewed";

    /// <summary>Whether an act changes what another operator decides on: then it gives the failed push another version.</summary>
    public static bool Moves(string act) => act is not (SeenAgain or Viewed or Releasable or NotReleasable);

    /// <summary>Whether what this rule holds is a question of choice, which blocks nothing that comes later.</summary>
    public static bool IsPassive(string rule) => rule is Conflict or Late;

    /// <summary>Whether an operator's choice ("take") answers the rule.</summary>
    public static bool IsChoice(string rule) => rule is Conflict or Late or Ambiguous;
}
