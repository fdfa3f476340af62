using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>Texts as workbooks write them: in runs, with characters that XML cannot carry as <c>_x000D_</c> (ECMA-376, ST_Xstring).</summary>
internal static partial class SheetText
{
    /// <summary>The text of a shared or inline text, without its phonetic guides.</summary>
    public static string Of(RstType text) =>
        Decode(text.Text?.Text ?? string.Concat(text.Elements<Run>().Select(run => run.Text?.Text)));

    /// <summary>Reads what <see cref="Encode"/> writes.</summary>
    public static string Decode(string text) => !text.Contains("_x", StringComparison.Ordinal)
        ? text
        : Escape().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    /// <summary>A text as a workbook can carry it.</summary>
    public static string Encode(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // An underscore that begins what looks like an escape would be read as one.
            var isEscape = text[i] == '_' && Escape().IsMatch(text.AsSpan(i, Math.Min(7, text.Length - i)));
            if (isEscape || (char.IsControl(text[i]) && text[i] is not ('\n' or '\t')) || text[i] is '\uFFFE' or '\uFFFF')
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            else
                escaped.Append(text[i]);
        }
        return escaped.ToString();
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
