using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>
/// A list in one cell, as people keep it in a spreadsheet: items with <c>;</c> or a line break between them, their parts with
/// <c>|</c>, in the order of the argument. An empty part is left out.
/// </summary>
internal static class ItemsConverter
{
    public const string Name = "items";

    private const char PartEnd = '|';
    private static readonly char[] _itemEnds = [';', '；', '\n'];

    public static void Apply(Conversion conversion, IReadOnlyList<string> names)
    {
        var items = new List<IReadOnlyDictionary<string, string>>();
        foreach (var text in conversion.Items.SelectMany(cell => cell.Split(_itemEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var parts = text.Split(PartEnd, StringSplitOptions.TrimEntries);
            if (parts.Length > names.Count)
            {
                conversion.Add("kit.items", Severity.Error, text,
                    $"应为 {string.Join(PartEnd, names)}, 各项以分号隔开", $"Should be {string.Join(PartEnd, names)}, with semicolons between the items");
            }
            else
            {
                items.Add(names.Zip(parts).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second));
            }
        }
        conversion.SetItems(items);
    }
}
