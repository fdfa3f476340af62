namespace DataBus.Adapters.Verbs.Init;

/// <summary>A column as a look at the source shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values in the rows that were looked at, trimmed; null where it is empty.</param>
internal sealed record ColumnLook(string Name, IReadOnlyList<string?> Values)
{
    /// <summary>The values that are not empty.</summary>
    public IReadOnlyList<string> Filled { get; } = [.. Values.OfType<string>()];

    /// <summary>True: it tells rows apart.</summary>
    public bool IsUnique => Filled.Count == Values.Count && Filled.Distinct().Count() == Filled.Count && Filled.Count > 0;
}
