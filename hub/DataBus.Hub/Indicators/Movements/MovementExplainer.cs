using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>
/// Tells entity by entity why a figure moved: first the days pass over the earlier facts, then the changes come, then the reports.
/// </summary>
internal sealed class MovementExplainer(Formula formula, Key indicator, Passage passage)
{
    private static readonly HashSet<string> _reports = ["indicator.observation"];

    private readonly Measure[] _measures = [.. formula.Measures.Distinct()];

    public Movement Explain(End from, End to)
    {
        var keys = Keys();
        var start = keys.Select(key => Count(passage.Before, key, from.At.Day)).ToArray();
        var passed = keys.Select(key => Count(passage.Before, key, to.At.Day)).ToArray();
        var end = keys.Select(key => Count(passage.After, key, to.At.Day)).ToArray();
        var (first, last) = (FigureOf(start, from.At.Day, passage.Before), FigureOf(end, to.At.Day, passage.After));
        var movement = new Movement(
            from.IsFrozen ? from.Frozen : FigureWalk.Number(first),
            to.IsFrozen ? to.Frozen : FigureWalk.Number(last),
            first.NoteZh,
            last.NoteZh);

        var walk = WalkOf(start, from.At.Day, passage.Before, movement.From);
        movement.AddEffect(new MovementPart { Reason = MovementReason.Formula }, walk.Effect());
        walk.Day = to.At.Day;
        movement.AddEffect(new MovementPart { Reason = MovementReason.Day }, walk.Effect());
        for (var i = 0; i < keys.Length; i++)
            Step(walk, movement, keys[i], MovementReason.Day, start[i], passed[i]);
        for (var i = 0; i < keys.Length; i++)
            Step(walk, movement, keys[i], MovementReason.Change, passed[i], end[i]);
        Report(walk, movement);
        if (movement.To is { } target)
            movement.AddEffect(new MovementPart { Reason = MovementReason.Formula }, walk.MoveTo(target));
        return movement;
    }

    private Key[] Keys() =>
    [
        .. passage.Before.Facts.Entities.Concat(passage.After.Facts.Entities)
            .Select(static entity => entity.Key)
            .Distinct()
            .OrderBy(KeyText.Format, StringComparer.Ordinal),
    ];

    // By the best key alone: under another of its keys the entity would count twice.
    private Shares Count(FactBook book, Key key, DateOnly day) => Shares.Count(book.Facts.FindBy(key), book.Facts, day, _measures);

    private FigureWalk WalkOf(IEnumerable<Shares> shares, DateOnly day, FactBook book, decimal? value)
    {
        var walk = new FigureWalk(formula, value) { Day = day, Observations = ReportsIn(book) };
        foreach (var one in shares)
            walk.Replace(Shares.None, one);
        return walk;
    }

    private Figure FigureOf(IEnumerable<Shares> shares, DateOnly day, FactBook book) => WalkOf(shares, day, book, null).Figure();

    private IReadOnlyList<Observation> ReportsIn(FactBook book) =>
        book.Facts.Find(indicator)?.Of<ObservationFact>().Select(static fact => fact.Content).ToArray() ?? [];

    private void Step(FigureWalk walk, Movement movement, Key key, MovementReason reason, Shares before, Shares after)
    {
        if (before.SameAs(after))
            return;

        walk.Replace(before, after);
        var effect = walk.Effect();
        var terms = formula.Terms.Where(term => before.Of(term.Measure) != after.Of(term.Measure)).ToArray();
        if (terms.Length == 0 && effect == 0)
            return;
        var part = new MovementPart
        {
            Key = key,
            Reason = reason,
            Kind = formula.Terms.All(term => before.Of(term.Measure) == 0) ? MovementKind.Enters
                : formula.Terms.All(term => after.Of(term.Measure) == 0) ? MovementKind.Leaves
                : MovementKind.Changes,
            Terms =
            {
                terms.Select(term => new MovementTerm
                {
                    Name = term.Name, Before = Formula.Text(before.Of(term.Measure)), After = Formula.Text(after.Of(term.Measure)),
                }),
            },
        };
        if (movement.Difference is not null)
            part.Effect = Formula.Text(effect);
        if (reason == MovementReason.Change)
            part.Causes.Add(passage.Causes([key, .. before.Seen, .. after.Seen], formula.Facets));
        movement.Parts.Add(part);
    }

    private void Report(FigureWalk walk, Movement movement)
    {
        var before = walk.Figure();
        walk.Observations = ReportsIn(passage.After);
        var effect = walk.Effect();
        var part = new MovementPart { Key = indicator, Reason = MovementReason.Report, Kind = MovementKind.Changes };
        part.Causes.Add(passage.Causes([indicator], _reports));
        if (movement.Difference is not null)
            movement.AddEffect(part, effect);
        // A report that gives the first number, or takes the last one, has no effect to tell but is why; most formulas look at none.
        else if (!walk.Figure().Equals(before))
            movement.Parts.Add(part);
    }
}
