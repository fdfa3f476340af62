using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace DataBus.Adapters.Returns;

/// <summary>
/// The number of a failed push as a return workbook writes it, for example <c>1234-a3f0</c>: a spreadsheet program that counts ids on when
/// a cell is dragged, and a workbook of another source, are found out by its check.
/// </summary>
internal static class ReturnNumber
{
    private const int CheckLength = 4;

    /// <summary>Writes the number.</summary>
    public static string Of(string source, ulong id) => string.Create(CultureInfo.InvariantCulture, $"{id}-{Check(source, id)}");

    /// <summary>Reads a number; null if it is none, or none of this source.</summary>
    public static ulong? Read(string source, string text)
    {
        var dash = text.LastIndexOf('-');
        return dash > 0 && ulong.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Of(source, id) == text ? id : null;
    }

    private static string Check(string source, ulong id) => Convert.ToHexStringLower(
        XxHash128.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{source}\n{id}"))))[..CheckLength];
}
