namespace DataBus.Hub.Intake.Acts;

/// <summary>The words in which acts on failed pushes are answered.</summary>
internal static class ActResults
{
    public const string NotFound = "not_found";
    public const string Moved = "moved";
    public const string AlreadyClosed = "already_closed";
    public const string Waits = "waits";
    public const string Replayed = "replayed";
    public const string StillHeld = "still_held";
    public const string Guarded = "guarded";
    public const string Proposed = "proposed";
    public const string NeedsSecond = "needs_second";
    public const string Late = "late";
    public const string Patched = "patched";
    public const string Unpatched = "unpatched";
    public const string Unchanged = "unchanged";
    public const string NoTypedView = "no_typed_view";
    public const string WrongType = "wrong_type";
    public const string Discarded = "discarded";
    public const string Restored = "restored";
    public const string NotDiscarded = "not_discarded";
    public const string Stale = "stale";
    public const string Returned = "returned";
    public const string RereadAsked = "reread_asked";
    public const string Confirmed = "confirmed";
    public const string NoCorrection = "no_correction";
    public const string Reviewed = "reviewed";
    public const string NoReview = "no_review";
    public const string Undone = "undone";
    public const string NewerContent = "newer_content";
    public const string EventIsOut = "event_is_out";
    public const string NotOwned = "not_owned";
    public const string NothingToUndo = "nothing_to_undo";

    /// <summary>Whether a job counts the result as a failure of what it was asked to do.</summary>
    public static bool IsFailure(string result) =>
        result is StillHeld or Guarded or NeedsSecond or Late or NoTypedView or WrongType or Stale or NotOwned;
}
