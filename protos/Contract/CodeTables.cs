using System.Collections.Frozen;

namespace DataBus.V1;

/// <summary>The code tables that the contract ships as their first version; the data are in <c>protos/codes</c>, a file a table.</summary>
public static class CodeTables
{
    private static readonly FrozenDictionary<string, CodeTable> _all = EmbeddedData.Names(".csv")
        .Where(static file => file is not (InitialOwnership.File or WorkingDays.File))
        .Select(Read)
        .ToFrozenDictionary(table => table.Name, StringComparer.Ordinal);

    /// <summary>All tables, in name order.</summary>
    public static IReadOnlyList<CodeTable> All { get; } = [.. _all.Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Finds a table by name, for example <c>tier_code</c>; null if there is none.</summary>
    public static CodeTable? Find(string name) => _all.GetValueOrDefault(name);

    private static CodeTable Read(string file) => new(
        file[..^".csv".Length],
        [.. EmbeddedData.Rows(file, columns: 3).Select(row => new CodeEntry(row[0], row[1], row[2].Split(';', StringSplitOptions.RemoveEmptyEntries)))]);
}
