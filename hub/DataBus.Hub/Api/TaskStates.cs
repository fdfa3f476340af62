using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>How a task stands: its definition, and the newest progress of each unit.</summary>
internal static class TaskStates
{
    private const string Done = "DONE";

    /// <summary>The task that an entity is; null if it is none.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="today">The civil day that due dates are compared with.</param>
    public static TaskState? Of(Entity entity, string today)
    {
        var definition = entity.Facets.Select(static facet => facet.Change.TaskDefinition).FirstOrDefault(static found => found is not null);
        if (definition is null)
            return null;

        var newest = entity.Facets
            .Select(static facet => facet.Change.TaskProgress)
            .Where(static progress => progress is not null)
            .GroupBy(static progress => progress.Unit, StringComparer.Ordinal)
            .ToDictionary(static unit => unit.Key, Newest, StringComparer.Ordinal);
        var units = definition.Units
            .Concat(newest.Keys.Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Select(unit => UnitOf(unit, newest.GetValueOrDefault(unit), definition.DueOn, today))
            .ToArray();
        return new TaskState
        {
            Definition = definition,
            Units = { units },
            Overdue = units.Any(static unit => unit.Overdue),
            Supervised = units.Any(static unit => unit.Progress is { IsSupervised: true }),
        };
    }

    private static TaskProgress Newest(IEnumerable<TaskProgress> progress) => progress
        .OrderBy(static one => one.AsOf, StringComparer.Ordinal)
        .ThenBy(static one => one.Period, StringComparer.Ordinal)
        .Last();

    private static UnitState UnitOf(string unit, TaskProgress? progress, string taskDueOn, string today)
    {
        var dueOn = progress is { DueOn.Length: > 0 } ? progress.DueOn : taskDueOn;
        var state = new UnitState
        {
            Unit = unit,
            DueOn = dueOn,
            // Such texts compare as the days do; the due day itself is still in time.
            Overdue = dueOn.Length > 0 && string.CompareOrdinal(dueOn, today) < 0 && progress?.State != Done,
        };
        if (progress is not null)
            state.Progress = progress;
        return state;
    }
}
