using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What has to be entered so that the alerts tell what is.</summary>
internal static class AlertDecision
{
    private const string Gone = "所指的情况已不存在 / what it was about is gone";

    /// <param name="rows">The alerts as they stand.</param>
    /// <param name="concerns">What is to be looked at now.</param>
    /// <param name="interrupted">Subjects that were gone in between: an open alert of theirs is of the past.</param>
    /// <param name="actor">Who enters it.</param>
    public static IEnumerable<AlertSet> Between(
        IEnumerable<AlertRow> rows, IReadOnlyCollection<Concern> concerns, IReadOnlySet<string> interrupted, string actor)
    {
        var open = rows.Where(static row => row.ClosedAt is null).ToDictionary(static row => row.Subject);
        var gone = open.Keys.Except(concerns.Select(static one => one.Subject)).Concat(open.Keys.Where(interrupted.Contains)).ToHashSet();
        foreach (var subject in gone)
            yield return new AlertSet { Subject = subject, State = AlertStates.Closed, Actor = actor, Text = Gone };
        foreach (var concern in concerns)
        {
            var row = gone.Contains(concern.Subject) ? null : open.GetValueOrDefault(concern.Subject);
            if (row is null || (row.AcknowledgedBy.Length == 0 && Digits(concern.Count) > Digits(row.Count)))
                yield return Raised(concern, actor);
        }
    }

    private static AlertSet Raised(Concern concern, string actor) => new()
    {
        Subject = concern.Subject,
        State = AlertStates.Raised,
        Count = concern.Count,
        Actor = actor,
        Text = concern.Zh,
        TextEn = concern.En,
    };

    // One message more at each tenfold, however fast it grows.
    private static int Digits(ulong count) => $"{count}".Length;
}
