using System.Text.RegularExpressions;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Templates;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>
/// Finds the column of each field by its Chinese name in the contract: the same, the same but for signs and brackets, one in the
/// other, most of the letters in common; last by values that the field's code table knows.
/// </summary>
internal static partial class FieldMatcher
{
    private const double Same = 1;
    private const double SameButForSigns = 0.9;
    private const double Contained = 0.8;
    private const double Alike = 0.5;
    private const double KnownCodes = 0.3;
    private const double LeastAlike = 0.6;
    private const int ShortestPart = 2;

    /// <summary>The fields of a facet kind that a table can fill.</summary>
    public static IReadOnlyList<TemplateColumn> FieldsOf(FacetKind facet) =>
        [.. TemplateColumn.Of(facet.Descriptor).Where(field => FieldPath.Find(facet.Descriptor, field.Path)?.CanBeFilled(null, false) == true)];

    /// <summary>Gives each column to at most one field, the best first.</summary>
    public static IReadOnlyList<FieldMatch> Match(IReadOnlyList<TemplateColumn> fields, IReadOnlyList<ColumnLook> columns)
    {
        var scored =
            from field in fields
            from column in columns
            let score = Score(field, column)
            where score > 0
            orderby score descending
            select (Match: new FieldMatch(field, column, score >= SameButForSigns), score);
        var matches = new List<FieldMatch>();
        foreach (var (match, _) in scored)
        {
            if (!matches.Exists(taken => taken.Field == match.Field || taken.Column == match.Column))
                matches.Add(match);
        }
        return matches;
    }

    private static double Score(TemplateColumn field, ColumnLook column)
    {
        // A part of a message is also found by its own name, or by both together.
        string[] names = [field.Header, field.Spec.Zh, field.Header.Replace(".", "", StringComparison.Ordinal), field.Path, field.Field.Name];
        var byName = names.Where(name => name.Length > 0).Max(name => Score(name, column.Name));
        return byName > 0 ? byName : HasCodesOf(field, column) ? KnownCodes : 0;
    }

    private static bool HasCodesOf(TemplateColumn field, ColumnLook column) => column.Filled.Count > 0
        && CodeTables.Find(field.Spec.CodeTable) is { } table && column.Filled.Count(value => table.CodeOf(value) is not null) * 5 >= column.Filled.Count * 4;

    private static double Score(string name, string column)
    {
        if (name == column)
            return Same;
        var (one, other) = (Plain(name), Plain(column));
        if (one == other && one.Length > 0)
            return SameButForSigns;
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        if (shorter.Length >= ShortestPart && longer.Contains(shorter, StringComparison.Ordinal))
            return Contained * shorter.Length / longer.Length;
        return Pairs(one, other) is var alike && alike >= LeastAlike ? Alike * alike : 0;
    }

    // Pairs of letters that both have, of all that they have.
    private static double Pairs(string one, string other)
    {
        var (some, others) = (one.Zip(one.Skip(1)).ToHashSet(), other.Zip(other.Skip(1)).ToHashSet());
        return some.Count + others.Count == 0 ? 0 : 2.0 * some.Intersect(others).Count() / (some.Count + others.Count);
    }

    private static string Plain(string name)
    {
        var text = Brackets().Replace(TextConverters.HalfWidth(name), "");
        return string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Brackets();
}
