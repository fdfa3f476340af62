using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Reads the tax year of a return; which rules hold depends on it.</summary>
internal static class RdYear
{
    /// <summary>The year, or null if the text is none.</summary>
    public static int? Of(RdDeduction content) =>
        content.TaxYear.Length == 4 && int.TryParse(content.TaxYear, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : null;
}
