namespace DataBus.V1;

/// <summary>Who writes what in an empty hub (一数一源); the data are in <c>protos/codes/ownership.csv</c>.</summary>
public static class InitialOwnership
{
    internal const string File = "ownership.csv";

    /// <summary>The sources with what they own, in the order of the data; no two own the same part.</summary>
    public static IReadOnlyDictionary<string, OwnershipSet> BySource { get; } = EmbeddedData.Rows(File, columns: 4)
        .GroupBy(row => row[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, Owned, StringComparer.Ordinal)
        .AsReadOnly();

    private static OwnershipSet Owned(IGrouping<string, string[]> rows) => new()
    {
        Bureau = rows.First()[1],
        Parts = { rows.Select(row => new OwnedPart { Facet = row[2], Part = row[3] }) },
    };
}
