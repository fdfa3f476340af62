using DataBus.Adapters.Mapping;
using DataBus.Adapters.Templates;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Returns;

/// <summary>The sheet with the returned rows: the bureau's own columns first, then those of the bus. Every cell is a text.</summary>
internal sealed class ReturnSheet
{
    private readonly IReadOnlyList<ReturnedRow> _rows;

    public ReturnSheet(IReadOnlyList<ReturnedRow> rows)
    {
        _rows = rows;
        Headers =
        [
            .. rows.SelectMany(row => row.Columns).Distinct(),
            .. rows.Any(row => row.Columns.Count == 0) ? [ReturnColumns.Raw] : Array.Empty<string>(),
            ReturnColumns.Problem, ReturnColumns.Rule, ReturnColumns.Pass, ReturnColumns.Place, ReturnColumns.Due, ReturnColumns.Number,
        ];
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The cells that are wrong.</summary>
    public IReadOnlyList<CellMark> Marks()
    {
        var places = Headers.Index().ToDictionary(header => header.Item, header => header.Index);
        return
        [
            .. _rows.Index().SelectMany(row => row.Item.Bad.GroupBy(bad => bad.Column, bad => bad.Text)
                .Select(cell => new CellMark(places[cell.Key], row.Index + 2, string.Join('\n', cell.Distinct())))),
        ];
    }

    /// <summary>Writes the sheet row by row.</summary>
    public void Write(WorksheetPart part)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0, TabSelected = true }));
        writer.WriteElement(new Columns(Headers.Select(Width)));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(SheetCell.Row(1, Headers, column => ReturnColumns.IsOurs(Headers[column]) ? TemplateStyle.Hint : TemplateStyle.Header));
        var number = 2u;
        foreach (var row in _rows)
        {
            List<string> texts = [.. Headers.Select(header => Fitting(row[header]))];
            writer.WriteElement(SheetCell.Row(number++, texts, column => LooksLikeFormula(texts[column]) ? TemplateStyle.Quoted : TemplateStyle.Text));
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static string Fitting(string text) =>
        text.Length <= SheetCell.MaxLength ? text : Mapping.Text.Cut(text, SheetCell.MaxLength - 1) + RawRow.Cut;

    // A text stays a text also when somebody goes into its cell, or the program is asked to make numbers of texts.
    private static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private static Column Width(string header, int place) => new()
    {
        Min = (uint)place + 1,
        Max = (uint)place + 1,
        Width = header == ReturnColumns.Problem ? 60 : Math.Clamp(header.Length * 2.2 + 4, 16, 40),
        CustomWidth = true,
        Style = (uint)TemplateStyle.Text,
    };
}
