using System.Text.RegularExpressions;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>Finds for each thing that is wrong with a row the cell that it is about.</summary>
internal sealed partial class ReturnedRows(TemplateLayout layout, TemplateHeader header)
{
    /// <summary>Begins what the marker of a row says that comes back.</summary>
    public const string Mark = "退回";

    private const int MaxSummary = 200;
    private const string OwnerRule = "hub.owner";

    /// <summary>The marks of a row; none if nothing is wrong with it.</summary>
    public IEnumerable<CellMark> Marks(FileLine line, IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0)
            yield break;
        var texts = violations.Select(violation => Place(violation, line)).Distinct().ToList();
        var summary = $"{Mark}: {string.Join(' ', texts.Select(text => text.Text).Distinct())}";
        if (header.Marker >= 0)
            yield return new CellMark(header.Marker, line.Line, summary.Length <= MaxSummary ? summary : $"{summary[..(MaxSummary - 1)]}…");
        foreach (var place in texts.Where(text => text.Place != header.Marker).GroupBy(text => text.Place, text => text.Text))
            yield return new CellMark(place.Key, line.Line, string.Join('\n', place));
    }

    private static string TextOf(Violation violation) => $"{violation.MessageZh} ({violation.Rule})";

    private (int Place, string Text) Place(Violation violation, FileLine line) =>
        violation.Rule == OwnerRule ? OwnerOf(violation, line) : (PlaceOf(violation.Field, line), TextOf(violation));

    // Where a value decides the owner, that value is what is wrong, or the row belongs to another bureau's template.
    private (int Place, string Text) OwnerOf(Violation violation, FileLine line)
    {
        if (layout.Facet.OwnerField is not { } field || layout.Fields.FirstOrDefault(one => one.Path == field.Name) is not { } column)
            return (Whole(line), TextOf(violation));
        var place = header.Places[column.Header];
        var isUnknown = CodeTables.Find(column.Spec.CodeTable) is { } table && table.CodeOf(line.Fields[place]) is null;
        return (place, isUnknown ? $"不在码表中, 无法确定归谁填报. 请从下拉列表选. {TextOf(violation)}" : TextOf(violation));
    }

    // What is wrong with the row as a whole.
    private int Whole(FileLine line) => header.Marker >= 0 ? header.Marker : KeyOf(line);

    private int KeyOf(FileLine line)
    {
        var keys = layout.Keys.SelectMany(key => key.Headers).Where(header.Places.ContainsKey).Select(name => header.Places[name]).ToList();
        var filled = keys.FindIndex(place => line.Cells?.FirstFilled(column => column == place) is not null);
        return keys[Math.Max(filled, 0)];
    }

    private int PlaceOf(string field, FileLine line)
    {
        if (field == "key" || field.StartsWith("key.", StringComparison.Ordinal))
            return KeyOf(line);
        var path = Index().Replace(field, "");
        var column = layout.Fields.FirstOrDefault(one => one.Path == path || path.StartsWith($"{one.Path}.", StringComparison.Ordinal))
            ?? layout.Fields.FirstOrDefault(one => path.Length > 0 && one.Path.StartsWith($"{path}.", StringComparison.Ordinal));
        return column is null ? Whole(line) : header.Places[column.Header];
    }

    [GeneratedRegex("\\[[0-9]+\\]")]
    private static partial Regex Index();
}
