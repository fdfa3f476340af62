using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Changes what a failed push would publish, and judges it at once. The original, its raw row and its id stay.</summary>
internal sealed class PatchAct(Writer writer)
{
    private readonly ItemFinder _finder = new(writer);

    /// <summary>Patches on top of what was patched before.</summary>
    public DeskResult Do(FailedRef named, IReadOnlyList<FieldEdit> edits, Doer by)
    {
        if (_finder.FindOpen(named, out var refusal) is not { } item)
            return refusal!;
        if ((item.Patched ?? item.Entry.Change) is not { } content || FacetCatalogue.Of(content)?.ContentOf(content) is null)
            return _finder.Told(named.Id, ActResults.NoTypedView);

        var mended = content.Clone();
        if (edits.Select(edit => FieldEdits.Apply(mended, edit)).FirstOrDefault(static problem => problem is not null) is { } problem)
        {
            var wrong = _finder.Told(named.Id, ActResults.WrongType);
            wrong.Problem = problem;
            return wrong;
        }

        var fields = item.PatchedFields.Concat(edits.Select(static edit => edit.Path)).Distinct(StringComparer.Ordinal)
            .Where(path => FieldEdits.TextOf(item.Entry.Change.Clone(), path) != FieldEdits.TextOf(mended, path))
            .ToList();
        if (mended.Equals(content) || (fields.Count == 0 && item.Patched is null))
            return _finder.Told(named.Id, ActResults.Unchanged);
        return fields.Count == 0 ? Withdraw(named.Id, item, by) : Enter(named.Id, item, mended, fields, by);
    }

    /// <summary>Takes all patches back.</summary>
    public DeskResult Withdraw(FailedRef named, Doer by)
    {
        if (_finder.FindOpen(named, out var refusal) is not { } item)
            return refusal!;
        return item.Patched is null ? _finder.Told(named.Id, ActResults.Unchanged) : Withdraw(named.Id, item, by);
    }

    private DeskResult Withdraw(ulong id, HeldItem item, Doer by) => Enter(id, item, null, [], by);

    private DeskResult Enter(ulong id, HeldItem item, Change? mended, List<string> fields, Doer by)
    {
        var source = _finder.Begin(item);
        var violations = Judge(item, mended, fields, source);
        var act = new DeskEntry
        {
            Id = id,
            State = item.State,
            Act = mended is null ? HubRules.Unpatched : HubRules.Patched,
            Content = mended,
            Fields = { fields },
            Violations = { violations },
            WaitsFor = item.WaitsFor,
        };
        _ = writer.Act(act, by);
        writer.Log.EndAct();
        var result = _finder.Told(id, mended is null ? ActResults.Unpatched : ActResults.Patched);
        result.Violations.Add(violations);
        return result;
    }

    // As it will be once it is patched.
    private IReadOnlyList<Violation> Judge(HeldItem item, Change? mended, List<string> fields, SourceRow source)
    {
        var then = item.Clone();
        then.Patched = mended;
        then.PatchedFields.Clear();
        then.PatchedFields.Add(fields);
        return HeldFindings.Of(then, HeldFindings.ContentOf(then, source), source, writer.Preparation.Rules, take: false).Violations;
    }
}
