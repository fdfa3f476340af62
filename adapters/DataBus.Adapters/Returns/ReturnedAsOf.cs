using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;

namespace DataBus.Adapters.Returns;

/// <summary>
/// The as-of of a corrected return workbook: a second after the newest file that the source has read. So its rows are newer than what was
/// held, and each later file of the bureau is newer than they are, at whatever hour it says that it was made.
/// </summary>
internal static partial class ReturnedAsOf
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'+08:00'";
    private const string NameFormat = "yyyyMMdd'T'HHmmss";

    private static readonly TimeSpan _shanghai = TimeSpan.FromHours(8);

    /// <summary>The workbook with its as-of: the one that its name has since it was read, the one that the hub knows, else a new one.</summary>
    public static WaitingFile Dated(WaitingFile file, string sha256, FileLedger ledger, FilePosition position, string floor)
    {
        if (!file.Pattern.IsReturned || file.AsOf.Length > 0)
            return file;
        // One that failed is as of now when it comes again, unless the hub still stands in it.
        var isKnown = ledger.OfBytes(sha256) is { } known
            && (known.End is not (PassEnd.Failed or PassEnd.SetAside) || position.IsIn(sha256, known.File.AsOf));
        return file with { AsOf = isKnown ? ledger.OfBytes(sha256)!.File.AsOf : After([.. ledger.AsOfsRead, floor]) };
    }

    /// <summary>The as-of that a name has; null if it has none.</summary>
    public static string? OfName(string name) =>
        Suffix().Match(name) is { Success: true } match
        && DateTime.TryParseExact(match.Groups[1].Value, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString(Format, CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// The name under which a workbook is kept once it was read: with its as-of, since a hub that was restored does not know it any more,
    /// and the workbook must not become newer than the files that came after it.
    /// </summary>
    public static string NameOf(WaitingFile file) => OfName(file.Name) is not null || file.AsOfTime is not { } time ? file.Name : string.Create(
        CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file.Name)}.as-of-{time.ToOffset(_shanghai).ToString(NameFormat, CultureInfo.InvariantCulture)}.xlsx");

    private static string After(IEnumerable<string> asOfs)
    {
        var newest = asOfs.Where(asOf => asOf.Length > 0).Max(asOf => CalendarConverters.ParseTime(asOf, []));
        return newest is { } time ? time.AddSeconds(1).ToOffset(_shanghai).ToString(Format, CultureInfo.InvariantCulture) : "";
    }

    [GeneratedRegex(@"[.]as-of-([0-9]{8}T[0-9]{6})[.][xX][lL][sS][xX]\z")]
    private static partial Regex Suffix();
}
