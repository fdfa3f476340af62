using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Why failed pushes are held: all of one cause are one alert.</summary>
/// <param name="Source">Their source.</param>
/// <param name="Rule">The first rule that they break.</param>
/// <param name="Field">The field that it is about; empty: the change as a whole.</param>
internal sealed record FailureCause(string Source, string Rule, string Field)
{
    private const int MaxName = 100;

    public static FailureCause Of(string source, IReadOnlyCollection<Violation> violations)
    {
        var first = violations.FirstOrDefault(static one => one.Severity == Severity.Error) ?? violations.FirstOrDefault() ?? new Violation();
        return new FailureCause(source, Name(first.Rule), Name(first.Field));
    }

    // Both may come from an adapter, and go into headers and chat rooms.
    private static string Name(string name) => string.Concat(name.Where(static letter => !char.IsControl(letter)).Take(MaxName));
}
