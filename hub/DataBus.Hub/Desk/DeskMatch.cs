using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>A query made ready to look at rows.</summary>
internal sealed class DeskMatch
{
    private static readonly FailedState[] _open = [FailedState.Held, FailedState.Waiting, FailedState.Returned];

    private readonly List<DeskCondition> _conditions = [];

    public DeskMatch(DeskQuery query, DeskTexts texts)
    {
        var filter = query.Filter;
        AddStates(filter);
        AddOrigin(filter, query.Sources, texts);
        AddViolation(filter, texts);
        AddTimes(filter, query.Now);
        AddCourse(filter, query.Today, texts);
    }

    /// <summary>Whether all that the query asks for holds.</summary>
    public bool Matches(in DeskRow row)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(in row))
                return false;
        }
        return true;
    }

    private void AddStates(FailedFilter filter)
    {
        var looksAtAll = filter.States.Count == 0 && (filter.Correction != CorrectionState.Unspecified || filter.HasUnreviewed);
        if (looksAtAll)
            return;
        var wanted = 0;
        foreach (var state in filter.States.Count == 0 ? _open : [.. filter.States])
            wanted |= 1 << (int)state;
        _conditions.Add((in row) => (wanted & (1 << (int)row.State)) != 0);
    }

    private void AddOrigin(FailedFilter filter, IReadOnlyCollection<string>? sources, DeskTexts texts)
    {
        if (sources?.Select(texts.Find).ToHashSet() is { } ofBureau)
            _conditions.Add((in row) => ofBureau.Contains(row.Source));
        AddText(filter.Source, texts, static row => row.Source);
        AddText(filter.Pass, texts, static row => row.Pass);
        AddText(filter.Facet, texts, static row => row.Facet);
        if (filter.Kind != Kind.Unspecified)
            _conditions.Add((in row) => row.Kind == filter.Kind);
        if (filter.Key.Length > 0 && DeskRow.HashOf(filter.Key) is var key)
            _conditions.Add((in row) => row.Key == key);
    }

    // Rule, field and value of one and the same violation: a value means something only at its field.
    private void AddViolation(FailedFilter filter, DeskTexts texts)
    {
        if (filter.Rule.Length == 0 && filter.Field.Length == 0 && filter.Value.Length == 0)
            return;
        int? rule = filter.Rule.Length == 0 ? null : texts.Find(filter.Rule);
        int? field = filter.Field.Length == 0 ? null : texts.Find(filter.Field);
        ulong? value = filter.Value.Length == 0 ? null : DeskRow.HashOf(filter.Value);
        _conditions.Add((in row) =>
        {
            foreach (var one in row.Violations)
            {
                if ((rule ?? one.Rule) == one.Rule && (field ?? one.Field) == one.Field && (value ?? one.Value) == one.Value)
                    return true;
            }
            return false;
        });
    }

    private void AddTimes(FailedFilter filter, DateTimeOffset now)
    {
        if (filter.HeldFrom?.ToDateTimeOffset().UtcTicks is { } from)
            _conditions.Add((in row) => row.HeldAt >= from);
        if (filter.HeldBefore?.ToDateTimeOffset().UtcTicks is { } before)
            _conditions.Add((in row) => row.HeldAt < before);
        if (filter.OlderThan?.ToTimeSpan().Ticks is { } age)
            _conditions.Add((in row) => now.UtcTicks - row.HeldAt >= age);
    }

    private void AddCourse(FailedFilter filter, DateOnly today, DeskTexts texts)
    {
        if (filter.MinAttempts > 0)
            _conditions.Add((in row) => row.Attempts >= filter.MinAttempts);
        if (filter.HasPatched)
            _conditions.Add((in row) => row.IsPatched == filter.Patched);
        if (filter.HasReleasable)
            _conditions.Add((in row) => row.IsReleasable == filter.Releasable);
        if (filter.HasOverdue)
            _conditions.Add((in row) => row.IsOverdue(today) == filter.Overdue);
        AddText(filter.Cause, texts, static row => row.Cause);
        if (filter.Correction != CorrectionState.Unspecified)
            _conditions.Add((in row) => row.Correction == filter.Correction);
        if (filter.HasUnreviewed)
            _conditions.Add((in row) => row.ReviewDue > 0 == filter.Unreviewed);
        if (filter.Job > 0)
            _conditions.Add((in row) => row.Job == filter.Job);
    }

    private void AddText(string wanted, DeskTexts texts, Func<DeskRow, int> of)
    {
        if (wanted.Length > 0 && texts.Find(wanted) is var number)
            _conditions.Add((in row) => of(row) == number);
    }
}
