using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Api;

/// <summary>Reads openings: steps of six owners that are one enterprise, under its case number and its credit code.</summary>
internal sealed class OpeningCases(IViewReader view, IExchangeLog log, Func<Change, Change?> shown, DateTimeOffset now, DateOnly today)
{
    private const string Facet = "enterprise.opening_step";
    private const string Completed = "COMPLETED";
    private const string NotApplicable = "NOT_APPLICABLE";

    private static readonly string[] _order = [.. CodeTables.Find("opening_step")!.Entries.Select(static entry => entry.Code)];

    private readonly Dictionary<string, string> _bureaus = view.Sources().ToDictionary(static row => row.Source, static row => row.Bureau);

    /// <summary>All openings: overdue ones first, then the newest first.</summary>
    public IReadOnlyList<OpeningCase> All() =>
    [
        .. EntityGroup.WithLive(view, Kind.Enterprise, Facet)
            .Select(Of)
            .Where(static one => one.Steps.Count > 0)
            .OrderByDescending(static one => one.Steps.Max(static step => step.OverdueDays))
            .ThenByDescending(static one => one.BeganAt?.ToDateTimeOffset() ?? DateTimeOffset.MinValue),
    ];

    private OpeningCase Of(EntityGroup entity)
    {
        var steps = entity.Members
            .SelectMany(static member => member.Slots)
            .Where(static slot => slot.Value.IsLive && slot.Key.Facet == Facet)
            .Select(slot => ContentReader.Read(log, slot.Value.Revision))
            .OfType<Content>()
            .Select(content => shown(content.Change) is { } seen ? content with { Change = seen } : null)
            .OfType<Content>()
            .Select(Of)
            .OrderBy(static step => Array.IndexOf(_order, step.Step.Step))
            .ToList();
        var opening = new OpeningCase
        {
            Key = entity.Keys.Best.ToKey(),
            Keys = { entity.Keys.Keys },
            Name = steps.Select(static step => step.Step.Name).FirstOrDefault(static name => name.Length > 0) ?? "",
            Steps = { steps },
            BeganAt = steps.FirstOrDefault(step => step.Step.Step == _order[0])?.Step.AcceptedAt,
            EndedAt = EndOf(steps),
        };
        opening.ElapsedMinutes = Minutes(opening.BeganAt, opening.EndedAt);
        return opening;
    }

    private OpeningStepState Of(Content content)
    {
        var step = content.Change.OpeningStep;
        var isOpen = step.Status is not (Completed or NotApplicable);
        return new OpeningStepState
        {
            Step = step,
            Source = content.Run.Source,
            Bureau = _bureaus.GetValueOrDefault(content.Run.Source, ""),
            ElapsedMinutes = Minutes(step.AcceptedAt, step.CompletedAt),
            OverdueDays = isOpen && step.DueOn.Length > 0 ? DaysPast(step.DueOn) : 0,
        };
    }

    private static Timestamp? EndOf(List<OpeningStepState> steps) =>
        steps.Count == _order.Length && steps.All(static step => step.Step.Status is Completed or NotApplicable)
            ? steps.Select(static step => step.Step.CompletedAt).OfType<Timestamp>().MaxBy(static at => at.ToDateTimeOffset())
            : null;

    // A clock that is ahead somewhere gives no negative time.
    private ulong Minutes(Timestamp? from, Timestamp? to) => from is null
        ? 0
        : (ulong)Math.Max(0, ((to?.ToDateTimeOffset() ?? now) - from.ToDateTimeOffset()).TotalMinutes);

    private uint DaysPast(string due) => (uint)Math.Max(0, today.DayNumber - CivilDay.From(due).DayNumber);
}
