using System.Text;
using System.Text.Json;
using DataBus.Adapters.Templates;
using DataBus.V1;

namespace DataBus.Adapters.Returns;

/// <summary>A returned failed push as a row of a return workbook: the bureau's own columns, and what the bus says of them.</summary>
internal sealed class ReturnedRow
{
    private readonly Dictionary<string, string> _texts = [];

    private ReturnedRow()
    {
    }

    /// <summary>The bureau's own columns, in the order of the raw row.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>What is wrong, with the column that it is about.</summary>
    public IReadOnlyList<(string Column, string Text)> Bad { get; private init; } = [];

    /// <summary>What stands in a column.</summary>
    public string this[string column] => _texts.GetValueOrDefault(column, "");

    /// <summary>Makes the row.</summary>
    public static ReturnedRow Of(ListReturnedResponse returned)
    {
        var own = Own(returned.Raw.Span);
        var errors = Errors(returned).ToList();
        var row = new ReturnedRow { Columns = [.. own.Select(cell => cell.Column)], Bad = [.. Places(errors, own, LayoutOf(returned.Change))] };
        foreach (var (column, text) in own)
            row._texts[column] = text;
        if (own.Count == 0)
            row._texts[ReturnColumns.Raw] = Encoding.UTF8.GetString(returned.Raw.Span);
        row._texts[ReturnColumns.Problem] = string.Join('\n', errors.Select(error => error.Violation.MessageZh).Distinct());
        row._texts[ReturnColumns.Rule] = string.Join('\n', errors.Select(error => error.Violation.Rule).Distinct());
        row._texts[ReturnColumns.Pass] = returned.Item.Pass;
        row._texts[ReturnColumns.Place] = returned.Item.Row == 0 ? "" : $"第 {returned.Item.Row} 行";
        row._texts[ReturnColumns.Due] = returned.Item.Due;
        row._texts[ReturnColumns.Number] = ReturnNumber.Of(returned.Item.Source, returned.Item.Id);
        return row;
    }

    // What only warns holds nothing, and asks for no correction.
    private static IEnumerable<(Violation Violation, BadCells Cells)> Errors(ListReturnedResponse returned) =>
        returned.Item.Violations.Zip(returned.BadCells).Where(pair => pair.First.Severity == Severity.Error);

    private static IEnumerable<(string Column, string Text)> Places(
        IEnumerable<(Violation Violation, BadCells Cells)> errors, List<(string Column, string Text)> own, TemplateLayout? layout) =>
        from error in errors
        let told = error.Cells.Columns.Count > 0 ? error.Cells.Columns : layout?.HeadersOf(error.Violation.Field) ?? []
        let there = own.Where(cell => told.Contains(cell.Column)).ToList()
        // Of several candidates for a key, those that are filled.
        let filled = there.Where(cell => cell.Text.Length > 0 && IsKey(error.Violation.Field)).ToList()
        let columns = (filled.Count > 0 ? filled : there).ConvertAll(cell => cell.Column)
        from column in columns.Count == 0 ? [ReturnColumns.Problem] : columns
        select (column, $"{error.Violation.MessageZh} ({error.Violation.Rule})");

    private static bool IsKey(string field) => field == "key" || field.StartsWith("key.", StringComparison.Ordinal);

    // A filled template is read without a declaration, so its adapter tells no columns: they have the names of the contract.
    private static TemplateLayout? LayoutOf(Change? change) =>
        change is not null && FacetCatalogue.Of(change) is { } facet ? TemplateLayout.Of(facet) : null;

    // No object, or one without a column of the bureau (a row that could not be taken apart has nothing but a hash): none.
    private static List<(string Column, string Text)> Own(ReadOnlySpan<byte> raw)
    {
        try
        {
            var reader = new Utf8JsonReader(raw);
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return [];
            var cells = json.RootElement.EnumerateObject().DistinctBy(one => one.Name).Select(one => (one.Name, TextOf(one.Value))).ToList();
            return cells is [("hash", _)] ? [] : cells;
        }
        catch (JsonException)
        {
            // A row as text.
            return [];
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
