using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Finds the columns of a bureau's own row that a violation is about.</summary>
internal static partial class ReturnedCells
{
    private const string Key = "key";
    private const string KeyValue = "key.value";

    /// <summary>The columns, without doubles; none if the violation is about the row as a whole, or the adapter did not tell.</summary>
    /// <param name="violation">The violation.</param>
    /// <param name="facet">Facet kind of the row; empty if it could not be told: then of whatever facet the source tells.</param>
    /// <param name="told">Which columns each field is made from.</param>
    public static BadCells Of(Violation violation, string facet, ColumnsSet? told)
    {
        var field = Index().Replace(violation.Field, "");
        if (field.Length == 0 || told is null)
            return new BadCells();
        var path = field == Key || field.StartsWith($"{Key}.", StringComparison.Ordinal) ? KeyValue : field;
        var fields = told.Fields.Where(one => facet.Length == 0 || one.Facet == facet).ToList();
        // A field inside what a column makes whole ("capital.amount" of "capital"); else a whole whose parts have columns of their own.
        var exact = fields.Where(one => one.Field == path || path.StartsWith($"{one.Field}.", StringComparison.Ordinal)).ToList();
        var found = exact.Count > 0 ? exact : fields.Where(one => one.Field.StartsWith($"{path}.", StringComparison.Ordinal)).ToList();
        return new BadCells { Columns = { found.SelectMany(static one => one.Columns).Distinct() } };
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
