using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>
/// Notices in one batch that a source with a total order has gone back as a whole: its database was restored, or its counter set
/// anew. One stale row is a late row; a batch in which every row with a sequence is stale is none. A database or an API that was read
/// whole shows each row as it is now: there one stale row is enough, whatever the others are, since nothing would ever mend it.
/// </summary>
internal sealed class WentBack(Batch batch)
{
    /// <summary>So many stale rows, and no other, show it; in the batch that ends a full file, where a late row cannot be, so few.</summary>
    private const int ManyStale = 20;
    private const int FewStale = 3;

    private int _stale;
    private int _others;

    /// <summary>Counts one decision.</summary>
    public void See(PreparedItem item, Outcome outcome)
    {
        // What is read again, or came back corrected, is old by itself.
        if (item.Item.Answers != 0 || item.Item.Change?.SourceVersion?.OrderCase != SourceVersion.OrderOneofCase.Sequence)
            return;
        if (outcome == Outcome.Stale)
            _stale++;
        else
            _others++;
    }

    /// <summary>Why the source must be paused; null if it need not be.</summary>
    public PauseSet? Pause() => !IsShown() ? null : new PauseSet
    {
        Paused = true,
        Actor = Writer.HubActor,
        Reason = $"SOURCE_WENT_BACK：本批 {_stale} 行的版本低于枢纽已有的版本，来源可能由备份恢复或重新编号；核实后执行 databus sources rebase "
            + $"/ {_stale} rows of a batch have versions below the hub's: restored or renumbered; look, then databus sources rebase",
    };

    private bool IsShown() => batch.Pass switch
    {
        { Mode: PassMode.Full, File: null } => _stale > 0,
        { Mode: PassMode.Full, Close: not null } => _others == 0 && _stale >= FewStale,
        _ => _others == 0 && _stale >= ManyStale,
    };
}
