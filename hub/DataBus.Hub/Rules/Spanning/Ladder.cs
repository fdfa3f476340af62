using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A code table whose order is a ladder: the first code is the lowest step.</summary>
internal sealed class Ladder
{
    private readonly Dictionary<string, int> _ranks;

    public Ladder(string table) => _ranks = CodeTables.Find(table)!.Entries
        .Select((entry, rank) => (entry.Code, rank))
        .ToDictionary(step => step.Code, step => step.rank, StringComparer.Ordinal);

    /// <summary>How high a step is, from 0; null if it is none of the ladder.</summary>
    public int? Rank(string code) => _ranks.TryGetValue(code, out var rank) ? rank : null;
}
