using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Adapters.Declaration;

/// <summary>Names of files, and how files of these names are read.</summary>
/// <param name="Name">Matches the whole name; its group <c>as_of</c>, if there is one, is the as-of.</param>
/// <param name="Mode">What such a file covers.</param>
/// <param name="AsOfFormat">Format of the group <c>as_of</c>.</param>
/// <param name="RowsInOrder">True: a later row replaces an earlier one of the same address.</param>
/// <param name="Feed">The list that such a file is, as <c>facets</c> name it; empty if the source has but one.</param>
internal sealed record FilePattern(Regex Name, PassMode Mode, string AsOfFormat, bool RowsInOrder, string Feed = "")
{
    /// <summary>Filled templates of whatever facet kind, by any name.</summary>
    public static readonly FilePattern AnyTemplate = new(
        new Regex(@"\A.*[.][xX][lL][sS][xX]\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), PassMode.Changes, "yyyy-MM-dd", false)
    { Template = "" };

    /// <summary>A return workbook that came back corrected, by any name.</summary>
    public static readonly FilePattern Returned = AnyTemplate with { Template = null, IsReturned = true };

    /// <summary>True: a return workbook, read by the mapping of the source.</summary>
    public bool IsReturned { get; init; }

    /// <summary>Filled templates of this facet kind, read without a mapping; empty: of the one that each workbook tells; null: no templates.</summary>
    public string? Template { get; init; }

    /// <summary>The as-of that a name tells, ISO 8601; null if it tells none.</summary>
    public string? AsOf(string name)
    {
        var group = Name.Match(name).Groups["as_of"];
        if (!group.Success || !DateTime.TryParseExact(group.Value, AsOfFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return null;
        return at.TimeOfDay == TimeSpan.Zero
            ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : at.ToString("yyyy-MM-dd'T'HH:mm:ss'+08:00'", CultureInfo.InvariantCulture);
    }
}
