using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Labels;

/// <summary>Rows that no list should contain, and that come again every night.</summary>
internal static class BadLabels
{
    /// <summary>
    /// A wrong check character (no key: it also suspends the deletes of this source), a validity that ends before it begins, no
    /// certificate, a label that another bureau grants.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Science(IReadOnlyList<TierLabel> labels) =>
    [
        With(labels[0], row => row[0] = CodeMaker.WithWrongCheck(row[0])),
        With(labels[1], row => (row[5], row[6], row[7]) = ("示例T1G20269001", "2026-12-31", "2026-01-01")),
        With(labels[2], row => row[5] = ""),
        With(labels[3], row => (row[2], row[3], row[5]) = ("M1", "创新型中小企业", "示例M1S20269002")),
    ];

    /// <summary>Keys are right here, so that absence can be proven: a day that does not exist, an unknown code.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Industry(IReadOnlyList<TierLabel> labels) =>
    [
        With(labels[0], row => (row[5], row[6]) = ("示例M1S20269003", "2026-02-30")),
        With(labels[1], row => (row[5], row[4]) = ("示例M1S20269004", "星际级")),
    ];

    private static string[] With(TierLabel label, Action<string[]> mistake)
    {
        var row = label.Row().ToArray();
        mistake(row);
        return row;
    }
}
