using DataBus.Adapters.Sources.Files.Workbooks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>Writes the sheet that is filled: names, hints, an example, and from the fourth row on what is known.</summary>
internal static class FillSheet
{
    private const uint FirstRow = 4;
    private const int LastRow = 1_048_576;
    private const int MaxPrompt = 255;
    private const int MaxPromptTitle = 32;

    /// <summary>Writes the sheet row by row.</summary>
    public static void Write(WorksheetPart part, TemplateLayout layout, CodeLists tables, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(Views());
        writer.WriteElement(new Columns(layout.Headers.Select(Width)));
        writer.WriteStartElement(new SheetData());
        foreach (var row in Head(layout))
            writer.WriteElement(row);
        var number = FirstRow;
        foreach (var texts in rows)
            writer.WriteElement(SheetCell.Row(number++, texts, _ => TemplateStyle.Text));
        writer.WriteEndElement();
        writer.WriteElement(Validations(layout, tables));
        writer.WriteEndElement();
    }

    private static IEnumerable<Row> Head(TemplateLayout layout)
    {
        var required = RequiredOf(layout);
        yield return SheetCell.Row(1,
            [.. layout.Headers.Select((header, place) => required[place] ? $"{header}*" : header)],
            place => required[place] ? TemplateStyle.RequiredHeader : TemplateStyle.Header);
        yield return SheetCell.Row(2, [TemplateLayout.HintMark, .. Hints(layout)], _ => TemplateStyle.Hint);
        yield return SheetCell.Row(3, TemplateExample.Of(layout), _ => TemplateStyle.Example);
    }

    private static List<bool> RequiredOf(TemplateLayout layout) =>
    [
        false, .. layout.Keys.SelectMany(key => key.Headers.Select(_ => layout.Keys.Count == 1)), .. layout.Fields.Select(column => column.IsRequired),
    ];

    private static IEnumerable<string> Hints(TemplateLayout layout) =>
        layout.Keys.SelectMany(key => key.Headers.Select(_ => TemplateHint.Of(layout, key))).Concat(layout.Fields.Select(TemplateHint.Of));

    // Names, hints and the first column of the key stay where they are.
    private static SheetViews Views() => new(new SheetView(
        new Pane { HorizontalSplit = 2, VerticalSplit = 2, TopLeftCell = "C3", ActivePane = PaneValues.BottomRight, State = PaneStateValues.Frozen })
    { WorkbookViewId = 0, TabSelected = true });

    private static Column Width(string header, int place) => new()
    {
        Min = (uint)place + 1,
        Max = (uint)place + 1,
        Width = place == 0 ? 8 : Math.Clamp(header.Length * 2.2 + 4, 14, 40),
        CustomWidth = true,
        Style = (uint)TemplateStyle.Text,
    };

    private static DataValidations Validations(TemplateLayout layout, CodeLists tables)
    {
        var first = layout.Headers.Count - layout.Fields.Count;
        var hints = Hints(layout).ToList();
        var all = layout.Headers.Skip(1).Select((header, place) =>
            Validation(place + 1, header, hints[place], place + 1 < first ? null : Choices(layout.Fields[place + 1 - first], tables))).ToList();
        return new DataValidations(all) { Count = (uint)all.Count };
    }

    private static string? Choices(TemplateColumn column, CodeLists tables) =>
        column.Field.IsRepeated ? null
        : column.Field.FieldType == Google.Protobuf.Reflection.FieldType.Bool ? $"\"{TemplateValues.Yes},{TemplateValues.No}\""
        : tables.RangeOf(column.Spec.CodeTable);

    private static DataValidation Validation(int place, string header, string hint, string? choices)
    {
        var column = CellName.Column(place);
        var validation = new DataValidation
        {
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = header.Length <= MaxPromptTitle ? header : header[..MaxPromptTitle],
            Prompt = hint.Length <= MaxPrompt ? hint : $"{hint[..(MaxPrompt - 1)]}…",
            SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{column}{FirstRow}:{column}{LastRow}" },
        };
        if (choices is null)
            return validation;
        validation.Type = DataValidationValues.List;
        // A code may be typed as well: the program asks, and lets it stand.
        validation.ShowErrorMessage = true;
        validation.ErrorStyle = DataValidationErrorStyleValues.Warning;
        validation.Error = "不在下拉列表中. 填的是代码就继续, 否则请从列表中选.";
        validation.Append(new Formula1(choices));
        return validation;
    }
}
