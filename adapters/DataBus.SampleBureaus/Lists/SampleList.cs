using System.Globalization;
using DataBus.SampleBureaus.Files;

namespace DataBus.SampleBureaus.Lists;

/// <summary>One list of a source, as a bureau keeps it in a spreadsheet and exports it.</summary>
/// <param name="Source">The source that it belongs to, for example <c>soe.investment</c>; its folder has the same parts.</param>
/// <param name="Name">The list's own name, the beginning of its file's.</param>
/// <param name="Table">Header and rows.</param>
internal sealed record SampleList(string Source, string Name, Table Table)
{
    /// <summary>Makes a list of its header, columns with commas between them, and of its rows.</summary>
    public static SampleList Of(string source, string name, string header, IEnumerable<object?[]> rows) =>
        new(source, name, new Table(header.Split(','), [.. rows.Select(row => row.Select(Text).ToArray())]));

    /// <summary>Drops the list as the complete export of one night.</summary>
    public void Drop(string root) => new DropFolder(root, Source.Split('.'))
        .Drop($"{Name}_FULL_{SampleDays.Nights[^1].Digits()}.csv", Table, TableFormat.Utf8Trailer);

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "是" : "否",
        DateOnly day => day.Iso(),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable<string> many => string.Join(';', many),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
