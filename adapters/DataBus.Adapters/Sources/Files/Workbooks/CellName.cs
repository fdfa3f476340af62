using System.Globalization;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>Names of cells, for example <c>C5</c>; columns count from 0, rows from 1.</summary>
internal static class CellName
{
    /// <summary>Most columns of a sheet.</summary>
    public const int MaxColumns = 16_384;

    private const int Letters = 26;

    /// <summary>Name of a cell.</summary>
    public static string Of(int column, long row) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>Name of a column.</summary>
    public static string Column(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / Letters)
            name = (char)('A' + (rest - 1) % Letters) + name;
        return name;
    }

    /// <summary>Column and row of a cell's name, also of one with <c>$</c>; null if it is none.</summary>
    public static (int Column, long Row)? Parse(ReadOnlySpan<char> name)
    {
        var column = 0;
        var at = 0;
        for (; at < name.Length && (char.IsAsciiLetterUpper(name[at]) || name[at] == '$'); at++)
        {
            if (name[at] != '$')
                column = column * Letters + (name[at] - 'A' + 1);
            if (column > MaxColumns)
                return null;
        }
        return column > 0 && long.TryParse(name[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? (column - 1, row)
            : null;
    }
}
