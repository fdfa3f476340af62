using System.Globalization;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources;

/// <summary>Compares the columns that a source gives with those that its declaration knows.</summary>
/// <param name="source">The declaration.</param>
/// <param name="used">The columns that it reads.</param>
/// <param name="unknown">Told once of columns that it does not know, if it does not say which there were.</param>
internal sealed class ColumnDrift(SourceDeclaration source, IReadOnlyCollection<string> used, Action<IReadOnlyList<string>> unknown)
{
    private const int MaxNames = 120;

    private readonly HashSet<string> _known = [.. used, .. source.Ignore, .. source.KnownColumns];
    private bool _isTold;

    /// <summary>The declaration.</summary>
    public SourceDeclaration Source => source;

    /// <summary>The columns that the declaration reads.</summary>
    public IReadOnlyCollection<string> Used => used;

    /// <summary>Checks the columns of a database or an API: a new one is drift only if the declaration says which there were.</summary>
    /// <exception cref="SourceDriftException">One is gone or new.</exception>
    public void Demand(IReadOnlyCollection<string> found)
    {
        Demand(found, isNewDrift: source.KnownColumns.Count > 0);
        var more = found.Where(column => !_known.Contains(column)).ToList();
        if (more.Count > 0 && !_isTold)
            unknown(more);
        _isTold = true;
    }

    /// <summary>Checks the columns of a source.</summary>
    /// <param name="found">What there is.</param>
    /// <param name="isNewDrift">True: nor may there be others than the declaration knows.</param>
    /// <exception cref="SourceDriftException">One is gone or new.</exception>
    public void Demand(IReadOnlyCollection<string> found, bool isNewDrift)
    {
        var gone = used.Where(column => !found.Contains(column)).ToList();
        var more = isNewDrift ? found.Where(column => !_known.Contains(column)).ToList() : [];
        if (gone.Count + more.Count == 0)
            return;
        throw new SourceDriftException(
            $"列有变动: {Parts("缺少列", Placed(gone, "第 {0} 行"), "新增列", more)}. 请核对来源, 或改 adapter.yaml (fields、raw、ignore、columns) 并重启适配器",
            $"the columns drifted: {Parts("gone", Placed(gone, "line {0}"), "new", more)}. Check the source, or change adapter.yaml (fields, raw, ignore, columns) and start the adapter again");
    }

    // With the line of adapter.yaml that reads it.
    private List<string> Placed(List<string> names, string line) =>
        [.. names.Select(name => source.LineOf(name) is > 0 and var at ? $"{name} ({string.Format(CultureInfo.InvariantCulture, line, at)})" : name)];

    private static string Parts(string goneName, List<string> gone, string newName, List<string> more) => string.Join("; ", new[]
    {
        gone.Count == 0 ? null : $"{goneName} {Names(gone)}",
        more.Count == 0 ? null : $"{newName} {Names(more)}",
    }.OfType<string>());

    private static string Names(List<string> names) => Text.Cut(string.Join(", ", names), MaxNames);
}
