using DataBus.Adapters.Mapping;
using DataBus.Adapters.Verbs.Init.Writing;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>How a column makes the entity's key.</summary>
/// <param name="Yaml">The section <c>key</c>.</param>
/// <param name="Look">What somebody should look at; empty: nothing.</param>
internal sealed record KeyProposal(string Yaml, string Look)
{
    private static readonly (string Scheme, string Converter, Func<string, bool> Fits)[] _schemes =
    [
        ("uscc", "uscc", value => CheckDigits.HasUsccShape(TextConverters.Identifier(value))),
        ("regno", "half_width", value => value.Length == 15 && value.All(char.IsAsciiDigit)),
        ("patent", "document_base", value => DocumentConverters.Base(value) is ['C', 'N', .. { Length: 9 }]),
        ("code", "upper", value => value.StartsWith("JN-", StringComparison.Ordinal) || value.StartsWith("T-", StringComparison.Ordinal)),
    ];

    /// <summary>Proposes the key.</summary>
    public static KeyProposal Of(FacetKind facet, ColumnLook column)
    {
        var allowed = KeyRules.SchemesOf(facet.EntityKind);
        var (scheme, converter, _) = _schemes.FirstOrDefault(one => allowed.Contains(one.Scheme) && Fits(column, one.Fits));
        if (scheme is not null)
            return new KeyProposal($"{{scheme: {scheme}, column: {YamlText.Of(column.Name)}, convert: [{converter}]}}", "");
        var own = allowed.Contains("contract") && column.Name.Contains("合同", StringComparison.Ordinal) ? "contract"
            : allowed.Contains("project") && column.Name.Contains("项目", StringComparison.Ordinal) ? "project" : "local";
        return new KeyProposal(
            $"{{scheme: {own}, template: '{{$source}}:{{{column.Name.Replace("'", "''", StringComparison.Ordinal)}}}'}}",
            "冒号前是编号单位; 几家共用一个编号时写共同的名字 / before the colon who numbers; sources that share numbers write the same there");
    }

    /// <summary>The column that looks most like a key; null: none does.</summary>
    public static string? ColumnOf(FacetKind facet, IReadOnlyList<ColumnLook> columns)
    {
        var allowed = KeyRules.SchemesOf(facet.EntityKind);
        return _schemes.Where(one => allowed.Contains(one.Scheme))
            .Select(one => columns.FirstOrDefault(column => Fits(column, one.Fits))?.Name).FirstOrDefault(name => name is not null);
    }

    private static bool Fits(ColumnLook column, Func<string, bool> fits) =>
        column.Filled.Count > 0 && column.Filled.Count(fits) * 2 > column.Values.Count;
}
