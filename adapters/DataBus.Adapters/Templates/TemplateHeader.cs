using DataBus.Adapters.Sources.Files;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>The columns of a filled template.</summary>
internal sealed class TemplateHeader
{
    private readonly List<string> _names;

    private TemplateHeader(List<string> names)
    {
        _names = names;
        Places = names.Select((name, place) => (name, place)).Where(column => column.name.Length > 0).ToDictionary(column => column.name, column => column.place);
    }

    /// <summary>The place of each column, from 0.</summary>
    public IReadOnlyDictionary<string, int> Places { get; }

    /// <summary>The place of the marker, from 0; -1 if the column was deleted.</summary>
    public int Marker => Places.GetValueOrDefault(TemplateLayout.Marker, -1);

    /// <summary>Checks the names against a layout: each column of the content, and the columns of at least one kind of key.</summary>
    /// <exception cref="UnreadableFileException">Everything that is wrong with them.</exception>
    public static TemplateHeader Check(FileLine line, TemplateLayout layout)
    {
        var byName = layout.Headers.ToDictionary(TemplateLayout.NameIn);
        var found = line.Fields.Select(TemplateLayout.NameIn).ToList();
        var names = found.Select(name => byName.GetValueOrDefault(name, name)).ToList();
        var unknown = found.Where(name => name.Length > 0 && !byName.ContainsKey(name)).ToList();
        var twice = names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var missing = layout.Fields.Select(column => column.Header).Except(names).ToList();
        if (!layout.Keys.Any(key => key.Headers.All(names.Contains)))
            missing.Insert(0, string.Join('+', layout.Keys[0].Headers));
        if (unknown.Count + twice.Count + missing.Count == 0)
            return new TemplateHeader(names);
        throw new UnreadableFileException(line.Line,
            $"列名与“{layout.Facet.Zh}”的模板不符: {Join(("缺少", missing), ("重复", twice), ("不认识", unknown))}. 请恢复列名, 或重新导出模板后把内容贴进去",
            $"the columns are not those of the template of {layout.Facet.Name}: {Join(("missing", missing), ("doubled", twice), ("unknown", unknown))}. "
            + "Restore the names, or export the template again and paste what was filled")
        {
            Columns = [.. names.Index().Where(column => unknown.Contains(column.Item) || twice.Contains(column.Item)).Select(column => column.Index)],
        };
    }

    /// <summary>Why it cannot be told which cell of a row is which; null if it can.</summary>
    public Violation? Misfit(FileLine line)
    {
        if (line.Cells?.FirstFilled(column => column >= _names.Count || _names[column].Length == 0) is not { } place)
            return null;
        return new Violation
        {
            Rule = "kit.row_shape",
            RuleVersion = 1,
            Severity = Severity.Error,
            MessageZh = $"单元格 {place} 有内容, 而这一列没有列名. 请清空",
            MessageEn = $"Cell {place} is filled, but its column has no name. Clear it",
        };
    }

    private static string Join(params (string What, List<string> Names)[] parts) =>
        string.Join("; ", parts.Where(part => part.Names.Count > 0).Select(part => $"{part.What} {string.Join(", ", part.Names)}"));
}
