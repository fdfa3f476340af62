using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>Gathers steps into batches: each from position to position, of one pass, within the limits of a push.</summary>
internal sealed class BatchBuilder(string position, int maxItems = BatchBuilder.MaxItems)
{
    /// <summary>Most items of a batch; the contract allows 10,000.</summary>
    public const int MaxItems = 5_000;

    /// <summary>Most bytes of a batch's items, one group of the hub's log; the contract allows 4 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Most bytes of one item: a larger change could not be sent at all.</summary>
    public const int MaxItemBytes = 3 * 1024 * 1024;

    private Batch? _batch;
    private int _bytes;
    private string _position = position;

    /// <summary>Adds a step; gives the batches that it completes, in order.</summary>
    public IEnumerable<Batch> Add(SourceStep step)
    {
        if (_batch is not null && _batch.Pass?.Id != step.Pass?.Id)
            yield return Take();
        var item = step.Item is null ? null : Fitting(step.Item);
        var size = item?.CalculateSize() ?? 0;
        if (_batch is { Items.Count: > 0 } && _bytes + size > MaxBytes)
            yield return Take();
        _batch ??= new Batch { PositionBefore = _position, Pass = step.Pass?.Clone() };
        if (item is not null)
            _batch.Items.Add(item);
        _bytes += size;
        _batch.RowsUnchanged += step.Unchanged;
        _batch.RowsKnown += step.Known;
        _batch.RowsOutOfScope += step.OutOfScope;
        _batch.PositionAfter = step.PositionAfter;
        if (step.Close is not null)
            _batch.Pass!.Close = step.Close;
        if (step.Close is not null || step.Pass is null || _batch.Items.Count >= maxItems)
            yield return Take();
    }

    /// <summary>The batch that is not full yet; null if there is none.</summary>
    public Batch? Rest() => _batch is null ? null : Take();

    private Batch Take()
    {
        var batch = _batch!;
        _position = batch.PositionAfter;
        _batch = null;
        _bytes = 0;
        return batch;
    }

    private static PushItem Fitting(PushItem item)
    {
        if (item.CalculateSize() <= MaxItemBytes)
            return item;
        return new PushItem
        {
            Raw = item.Raw,
            Row = item.Row,
            Violations =
            {
                new Violation
                {
                    Rule = "kit.too_large",
                    RuleVersion = 1,
                    Severity = Severity.Error,
                    MessageZh = "这一行超过一次推送的上限 3 MB",
                    MessageEn = "The row is over the limit of a push, 3 MB",
                },
            },
        };
    }
}
