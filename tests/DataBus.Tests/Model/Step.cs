namespace DataBus.Tests.Model;

/// <summary>What a push gets wrong about its envelope.</summary>
internal enum Envelope
{
    /// <summary>Nothing.</summary>
    Right,

    /// <summary>It does not start where the source stands.</summary>
    WrongPosition,

    /// <summary>It comes under a lease that was taken over.</summary>
    OldLease,
}

/// <summary>An act that needs nothing but its item.</summary>
internal enum PlainKind
{
    Withdraw,
    Restore,
    Return,
    Confirm,
    Review,
}

/// <summary>What a job does.</summary>
internal enum JobKind
{
    Replay,
    PatchAndReplay,
    Patch,
    Discard,
    Restore,
    Return,
}

/// <summary>One step of a sequence.</summary>
internal abstract record Step
{
    /// <summary>A batch outside any pass.</summary>
    public sealed record Push(string Source, ModelRow[] Rows, Envelope Envelope) : Step
    {
        public override string ToString() => $"push {Source} {Envelope} [{string.Join("; ", (object[])Rows)}]";
    }

    /// <summary>A file, read as the kit reads it: by its ledger, floor and what is live.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="File">Which file: the same number is the same bytes.</param>
    /// <param name="AsOf">Which day its content is true for.</param>
    /// <param name="Full">FULL; else CHANGES.</param>
    /// <param name="Proven">Its trailer's count is right.</param>
    /// <param name="Batches">In how many batches.</param>
    /// <param name="Rows">Its rows; the versions are replaced by the file's as-of.</param>
    public sealed record ReadFile(string Source, int File, int AsOf, bool Full, bool Proven, int Batches, ModelRow[] Rows) : Step
    {
        public override string ToString() =>
            $"file {Source} #{File} as of {AsOf} {(Full ? "FULL" : "CHANGES")}{(Proven ? " proven" : "")} /{Batches} [{string.Join("; ", (object[])Rows)}]";
    }

    /// <summary>A proven complete file of the first of a crowd of registrations.</summary>
    public sealed record Crowd(int Present) : Step;

    /// <summary>An operator replays the failed push with this place in the order of holding (modulo their count).</summary>
    public sealed record Replay(int Pick, bool Take, string Actor) : Step;

    /// <summary>An operator discards one.</summary>
    public sealed record Discard(int Pick) : Step;

    /// <summary>An operator patches one: another text, and where it can be another key.</summary>
    public sealed record Patch(int Pick, int Text, int Place, string Actor) : Step;

    /// <summary>An operator takes back patches, restores, returns, confirms, or reviews one.</summary>
    public sealed record Plain(PlainKind Kind, int Pick, string Actor) : Step;

    /// <summary>A job over some, which a kill may interrupt after each of its items.</summary>
    public sealed record Job(JobKind Kind, int[] Picks, int Text, bool Kill) : Step
    {
        public override string ToString() => $"job {Kind} [{string.Join(',', Picks)}] text {Text}{(Kill ? " killed" : "")}";
    }

    /// <summary>A job that undoes one of the jobs so far.</summary>
    public sealed record UndoJob(int Pick, bool Kill) : Step;

    /// <summary>Another process asks for the lease: without force it is refused, with it the old holder is.</summary>
    public sealed record Open(string Source, bool TakeOver) : Step;

    /// <summary>An operator pauses a source, a push is refused, and it goes on.</summary>
    public sealed record PauseAndResume(string Source) : Step;

    /// <summary>An operator rebases a source whose versions went back.</summary>
    public sealed record Rebase(string Source) : Step;

    /// <summary>The hub ends and starts again.</summary>
    /// <param name="Kill">Without closing anything.</param>
    public sealed record Reopen(bool Kill) : Step;

    /// <summary>The disk fails under a push; nothing goes any more until the hub is started again; then the adapter sends it again.</summary>
    public sealed record FailedWrite(string Source, ModelRow[] Rows) : Step
    {
        public override string ToString() => $"failed write {Source} [{string.Join("; ", (object[])Rows)}]";
    }

    /// <summary>A reader takes some frames.</summary>
    public sealed record Follow(int Reader, int Frames, bool Disconnect) : Step;

    /// <summary>The log is trimmed.</summary>
    /// <param name="Quarters">How much of it.</param>
    /// <param name="WritesLeft">After so many writes the disk fails, the hub is killed, and the next start goes on; -1: it goes well.</param>
    public sealed record Trim(int Quarters, int WritesLeft) : Step;

    /// <summary>All views are thrown away and rebuilt.</summary>
    public sealed record RebuildViews : Step;
}
