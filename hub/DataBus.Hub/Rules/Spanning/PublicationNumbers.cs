using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Numbers, kind and filing date of a patent publication agree.</summary>
/// <remarks>
/// The year in an application number is usually that of the filing date, but not always (divisional and international applications):
/// real gazettes have such cases, so that one is a warning.
/// </remarks>
internal sealed class PublicationNumbers() : SpanningRule<Publication>(_kind, _firstDigit, _missing, _year)
{
    private const int KindPlace = 11;
    private const int TypePlace = 2;

    private static readonly Rule _kind = Rule.Error(
        "achievement.publication.kind.document_number",
        "文献种类应与公开（公告）号的种类字母一致。", "kind must be the kind letter of document_number.");

    private static readonly Rule _firstDigit = Rule.Warning(
        "achievement.publication.document_number.type",
        "公开（公告）号首位数字与种类字母不符：1 为发明（A、B、C），2 为实用新型（U、Y），3 为外观设计（S、D）。",
        "The first digit of document_number does not go with its letter: "
        + "1 inventions (A, B, C), 2 utility models (U, Y), 3 designs (S, D).");

    private static readonly Rule _missing = Rule.Warning(
        "achievement.publication.application_number.missing",
        "没有申请号：源文件中的号码可能已被电子表格毁坏；以公开（公告）号为准，总线不还原。",
        "There is no application number: a spreadsheet may have destroyed it at the source. The document number counts; nothing is guessed.");

    private static readonly Rule _year = Rule.Warning(
        "achievement.publication.application_number.year",
        "申请号中的年份与申请日不同；分案、国际申请可以如此，请核对。",
        "The year in application_number is not that of filed_on: right for divisional and international applications, else compare them.");

    protected override void Check(Publication content, Key? key, Findings findings)
    {
        if (content.DocumentNumber.Length > KindPlace)
            CheckKind(content, findings);
        if (content.ApplicationNumber.Length == 0)
            findings.AddAt("application_number", _missing);
        else if (YearOf(content.ApplicationNumber) is { } year && DateText.Read(content.FiledOn) is { } filed && filed.Year != year)
            findings.AddAt("application_number", _year, content.ApplicationNumber);
    }

    private static void CheckKind(Publication content, Findings findings)
    {
        var letter = content.DocumentNumber[KindPlace];
        if (content.Kind.Length > 0 && content.Kind[0] != letter)
            findings.AddAt("kind", _kind, content.Kind);
        if (!LettersOf(content.DocumentNumber[TypePlace]).Contains(letter))
            findings.AddAt("document_number", _firstDigit, content.DocumentNumber);
    }

    private static string LettersOf(char type) => type switch
    {
        '1' => "ABC",
        '2' => "UY",
        '3' => "SD",
        _ => "",
    };

    /// <summary>The year of an application number: four digits, or the old two (1985 to 2003).</summary>
    private static int? YearOf(string number)
    {
        if (!CheckDigits.HasApplicationNumberShape(number))
            return null;
        if (number.Length == 13)
            return int.Parse(number.AsSpan(0, 4), CultureInfo.InvariantCulture);

        var year = int.Parse(number.AsSpan(0, 2), CultureInfo.InvariantCulture);
        return year >= 85 ? 1900 + year : 2000 + year;
    }
}
