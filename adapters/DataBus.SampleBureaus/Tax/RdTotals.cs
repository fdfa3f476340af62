using System.Globalization;

namespace DataBus.SampleBureaus.Tax;

/// <summary>R&amp;D totals of real annual reports, in yuan, bundled beside the program.</summary>
internal static class RdTotals
{
    public static IReadOnlyList<decimal> Load() =>
    [
        .. File.ReadLines(BundledData.Path("rd_totals.csv"))
            .Skip(1)
            .Select(line => decimal.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)),
    ];
}
