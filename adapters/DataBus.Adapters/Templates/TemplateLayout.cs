using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>The columns of a facet's template, from the contract alone: the same for everybody who has the same contract.</summary>
internal sealed partial class TemplateLayout
{
    /// <summary>Name of the column that tells what a row is.</summary>
    public const string Marker = "标记";

    /// <summary>Marks the row with hints to each column.</summary>
    public const string HintMark = "说明";

    /// <summary>Marks the example.</summary>
    public const string ExampleMark = "示例";

    private static readonly ConcurrentDictionary<string, TemplateLayout> _all = new();

    private readonly Dictionary<string, int> _places;

    private TemplateLayout(FacetKind facet)
    {
        Facet = facet;
        // What tells one instance from another comes right behind the key.
        var fields = TemplateColumn.Of(facet.Descriptor)
            .OrderBy(column => facet.InstanceFields.Contains(column.Field) && !column.Path.Contains('.') ? 0 : 1).ToList();
        var twice = fields.GroupBy(column => column.Header).Where(group => group.Count() > 1 || group.Key == Marker).Select(group => group.Key).ToHashSet();
        Fields = [.. fields.Select(column => twice.Contains(column.Header) ? column with { Header = $"{column.Header} [{column.Path}]" } : column)];
        Keys = KeyColumn.Of(facet.EntityKind, [.. Fields.Select(column => column.Header)]);
        Headers = [Marker, .. Keys.SelectMany(key => key.Headers), .. Fields.Select(column => column.Header)];
        _places = Headers.Select((header, place) => (header, place)).ToDictionary(column => column.header, column => column.place);
    }

    /// <summary>The facet kind.</summary>
    public FacetKind Facet { get; }

    /// <summary>The columns that name the entity.</summary>
    public IReadOnlyList<KeyColumn> Keys { get; }

    /// <summary>The columns of the content.</summary>
    public IReadOnlyList<TemplateColumn> Fields { get; }

    /// <summary>The names of all columns, in order.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The place of a column, from 0; -1 if there is none such.</summary>
    public int PlaceOf(string header) => _places.GetValueOrDefault(header, -1);

    /// <summary>The columns that a field path of a violation is about; none if it is about the row as a whole.</summary>
    public IReadOnlyList<string> HeadersOf(string field)
    {
        if (field == "key" || field.StartsWith("key.", StringComparison.Ordinal))
            return [.. Keys.SelectMany(key => key.Headers)];
        var path = Index().Replace(field, "");
        return Fields.FirstOrDefault(one => one.Path == path || path.StartsWith($"{one.Path}.", StringComparison.Ordinal)) is { } column ? [column.Header] : [];
    }

    /// <summary>Name of the sheet that is filled.</summary>
    public string Sheet => string.Concat(Facet.Zh.Take(31).Select(letter => letter is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : letter));

    /// <summary>The layout of a facet kind.</summary>
    public static TemplateLayout Of(FacetKind facet) => _all.GetOrAdd(facet.Name, static (_, kind) => new TemplateLayout(kind), facet);

    /// <summary>A column's name as a workbook has it, without the star of what is required.</summary>
    public static string NameIn(string header) => string.Concat(header.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd('*', '＊');

    [GeneratedRegex("\\[[0-9]+\\]")]
    private static partial Regex Index();
}
