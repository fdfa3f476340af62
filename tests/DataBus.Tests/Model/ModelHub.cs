using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>
/// What the hub must do, said again in memory and without a log: written from the design's order of decisions, not from the hub.
/// </summary>
internal sealed class ModelHub
{
    private readonly ModelDecision _decision;
    private readonly ModelPasses _passes;

    public ModelHub()
    {
        var acceptance = new ModelAcceptance(State);
        _decision = new ModelDecision(State, acceptance);
        _passes = new ModelPasses(State, acceptance);
        Desk = new ModelDesk(State, acceptance, _passes);
    }

    public ModelState State { get; } = new();

    public ModelDesk Desk { get; }

    /// <summary>Decides a batch that its envelope lets through.</summary>
    public ModelResult Commit(ModelBatch batch)
    {
        var source = State.Sources[batch.Source];
        if (batch.Pass is { } opened && opened.Id != source.PassId)
            (source.PassId, source.Pass) = (opened.Id, source.Pass + 1);
        var outcomes = batch.Rows.Select(row => _decision.Decide(batch.Source, row)).ToList();
        var tallies = TalliesOf(batch, outcomes);
        source.Position = batch.PositionAfter;
        source.PassTallies.Add(tallies);
        Tallies? passTallies = null;
        if (batch is { Pass: { } pass, Close: { } close })
        {
            if (close.End == PassEnd.SetAside)
            {
                tallies.FilesSetAside = 1;
                source.PassTallies.FilesSetAside = 1;
            }

            var deleted = (ulong)_passes.Close(source, pass, close, source.PassTallies);
            tallies.Deleted += deleted;
            source.PassTallies.Deleted += deleted;
            passTallies = source.PassTallies;
        }

        source.Tallies.Add(tallies);
        if (batch.Pass is null || batch.Close is not null)
            source.PassTallies = new Tallies();
        return new ModelResult(tallies, outcomes, passTallies);
    }

    private static Tallies TalliesOf(ModelBatch batch, List<ModelOutcome> outcomes)
    {
        ulong Count(Outcome wanted) => (ulong)outcomes.Count(outcome => outcome.Outcome == wanted);
        return new Tallies
        {
            Accepted = Count(Outcome.Accepted),
            Unchanged = Count(Outcome.Unchanged) + batch.RowsUnchanged,
            Known = Count(Outcome.Known) + batch.RowsKnown,
            SeenAgain = Count(Outcome.SeenAgain),
            Stale = Count(Outcome.Stale),
            Held = Count(Outcome.Held),
            Waiting = Count(Outcome.Waiting),
            Refused = Count(Outcome.Refused),
        };
    }
}
