using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>What the hub answered to the rows of one file.</summary>
internal sealed class PassAnswers
{
    private readonly Dictionary<ulong, ItemResult?> _rows = [];

    /// <summary>Takes note of an answer.</summary>
    public void Take(Batch batch, BatchResult result)
    {
        foreach (var item in batch.Items)
            _rows[item.Row] = null;
        foreach (var exception in result.Exceptions)
            _rows[batch.Items[(int)exception.Index].Row] = exception;
    }

    /// <summary>Why a row is not in; empty if it is; null if no answer to it came to this process.</summary>
    public IReadOnlyList<Violation>? Of(ulong row)
    {
        if (!_rows.TryGetValue(row, out var result))
            return null;
        if (result is null)
            return [];
        var errors = result.Violations.Where(violation => violation.Severity == Severity.Error).ToList();
        return errors.Count > 0 ? errors : [Plain(result.Outcome)];
    }

    /// <summary>The reason where the hub gives none but its decision.</summary>
    public static Violation Plain(Outcome outcome)
    {
        var (zh, en) = outcome switch
        {
            Outcome.Stale => ("总线已有更新的内容, 这一行没有采用", "The bus has something newer; this row was not taken"),
            Outcome.Waiting => ("同一对象有更早的一行尚待处理, 这一行排在其后", "An earlier row of the same entity waits; this one stands behind it"),
            _ => ("这一行仍被搁置, 原因见数据总线的待办 (databus failed list)", "This row is still held; the desk has the reason (databus failed list)"),
        };
        return new Violation { Rule = $"hub.{outcome.ToString().ToLowerInvariant()}", RuleVersion = 1, Severity = Severity.Error, MessageZh = zh, MessageEn = en };
    }
}
