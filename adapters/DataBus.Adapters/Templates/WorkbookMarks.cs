using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Files.Workbooks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>
/// Marks cells of a workbook: red, with the reasons as a comment. Marks of an earlier return are taken away. The sheet goes
/// through row by row, whatever else the workbook has stays.
/// </summary>
internal static class WorkbookMarks
{
    private static readonly HashSet<Type> _behindComments =
    [
        typeof(LegacyDrawingHeaderFooter), typeof(DrawingHeaderFooter), typeof(Picture), typeof(OleObjects), typeof(Controls), typeof(WebPublishItems),
        typeof(TableParts), typeof(WorksheetExtensionList),
    ];

    /// <summary>Writes the marked copy of a workbook.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="target">The copy; one that is there is replaced.</param>
    /// <param name="marks">The marks, on the sheet that is filled.</param>
    /// <param name="marker">The column whose text is the reason, from 0; -1: there is none.</param>
    /// <exception cref="UnreadableFileException">The workbook cannot be opened.</exception>
    public static void Write(string path, string target, IReadOnlyList<CellMark> marks, int marker)
    {
        var unfinished = $"{target}.part";
        try
        {
            File.Copy(path, unfinished, overwrite: true);
            WorkbookBytes.DemandReadable(unfinished);
            SheetLines.Guarded(() => Mark(unfinished, marks, marker));
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static bool Mark(string path, IReadOnlyList<CellMark> marks, int marker)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        var part = MarkedSheet.Of(document);
        var styles = new MarkStyles(document.WorkbookPart!);
        var comments = new CellComments(part);
        comments.Write(marks);
        Rewrite(part, new MarkedRows(marks, styles, SharedTexts.Of(document.WorkbookPart!), marker), comments.DrawingId);
        styles.Save();
        return true;
    }

    private static void Rewrite(WorksheetPart part, MarkedRows rows, string drawing)
    {
        using var rewritten = new MemoryStream();
        using (var reader = OpenXmlReader.Create(part))
        using (var writer = OpenXmlWriter.Create(rewritten))
        {
            _ = reader.Read();
            writer.WriteStartElement(reader);
            var isWritten = false;
            for (var more = reader.ReadFirstChild(); more; more = reader.ReadNextSibling())
            {
                if (reader.ElementType == typeof(LegacyDrawing))
                    continue;
                if (!isWritten && _behindComments.Contains(reader.ElementType))
                {
                    writer.WriteElement(new LegacyDrawing { Id = drawing });
                    isWritten = true;
                }
                if (reader.ElementType == typeof(SheetData))
                    Rewrite(reader, writer, rows);
                else
                    writer.WriteElement(reader.LoadCurrentElement()!);
            }
            if (!isWritten)
                writer.WriteElement(new LegacyDrawing { Id = drawing });
            writer.WriteEndElement();
        }
        rewritten.Position = 0;
        part.FeedData(rewritten);
    }

    private static void Rewrite(OpenXmlReader reader, OpenXmlWriter writer, MarkedRows rows)
    {
        writer.WriteStartElement(reader);
        for (var more = reader.ReadFirstChild(); more; more = reader.ReadNextSibling())
        {
            var element = reader.LoadCurrentElement()!;
            if (element is Row row)
                rows.Mark(row);
            writer.WriteElement(element);
        }
        writer.WriteEndElement();
    }
}
