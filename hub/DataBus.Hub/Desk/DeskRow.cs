using System.IO.Hashing;
using System.Text;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>
/// A failed push in memory: about 130 bytes with one violation, so that a look through 100,000 of them takes milliseconds. Texts that
/// come again and again are numbers of <see cref="DeskTexts"/>; keys and values, of which there may be as many as items, are hashes of
/// 64 bits: that two of a million fall together has odds of 1 to 10^7.
/// </summary>
internal readonly struct DeskRow
{
    public ulong Id { get; }

    public long HeldAt { get; }

    public long ReviewDue { get; }

    public ulong Job { get; }

    public ulong Key { get; }

    public DeskRowViolation[] Violations { get; }

    public uint Attempts { get; }

    public int Source { get; }

    public int Pass { get; }

    public int Facet { get; }

    public int Cause { get; }

    public int Due { get; }

    public Kind Kind { get; }

    public FailedState State { get; }

    public CorrectionState Correction { get; }

    public bool IsPatched { get; }

    public bool IsReleasable { get; }

    public DeskRow(IndexedItem item, DeskTexts texts)
    {
        Id = item.Id;
        HeldAt = item.HeldAt.UtcTicks;
        ReviewDue = item.ReviewDue?.UtcTicks ?? 0;
        Job = item.Job;
        Key = HashOf(item.Key);
        Violations = [.. item.Violations.Select(one => new DeskRowViolation(texts.Add(one.Rule), texts.Add(one.Field), HashOf(one.Value)))];
        Attempts = item.Attempts;
        Source = texts.Add(item.Source);
        Pass = texts.Add(item.Pass);
        Facet = texts.Add(item.Facet);
        Cause = texts.Add(item.Cause.Token);
        Due = item.Due?.DayNumber ?? 0;
        Kind = item.Kind;
        State = item.State;
        Correction = item.Correction;
        IsPatched = item.IsPatched;
        IsReleasable = item.IsReleasable;
    }

    /// <summary>Whether somebody still has to do something about it.</summary>
    public bool IsOpen => State is FailedState.Held or FailedState.Waiting or FailedState.Returned;

    /// <summary>Whether it was returned and its day has passed.</summary>
    public bool IsOverdue(DateOnly today) => State == FailedState.Returned && Due > 0 && Due < today.DayNumber;

    /// <summary>Stands for a text of which there may be as many as items.</summary>
    public static ulong HashOf(string text) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(text));
}
