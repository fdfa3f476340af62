using System.Globalization;
using System.Text;
using DataBus.Adapters.Sources.Files.Workbooks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>The comments of a sheet: those of others stay, ours are written anew.</summary>
internal sealed class CellComments(WorksheetPart sheet)
{
    // A program that opens a workbook with more of them is slow; the row's marker has the reasons as well.
    private const int MaxComments = 5_000;
    private const string Author = "数据总线";

    private const string Head = """
        <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
        <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
        <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>

        """;

    /// <summary>Id of the drawing that shows them, for the sheet.</summary>
    public string DrawingId { get; private set; } = "";

    /// <summary>Writes the comments of marks beside those of others.</summary>
    public void Write(IReadOnlyList<CellMark> marks)
    {
        var all = Others().Where(comment => marks.All(mark => CellName.Of(mark.Column, mark.Row) != comment.Name))
            .Concat(marks.Take(MaxComments).Select(mark => (Name: CellName.Of(mark.Column, mark.Row), Author, mark.Text))).ToList();
        var authors = all.Select(comment => comment.Author).Distinct().ToList();
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        part.Comments = new Comments(
            new Authors(authors.Select(author => new Author(author))),
            new CommentList(all.Select(comment => Comment(comment.Name, authors.IndexOf(comment.Author), comment.Text))));
        part.Comments.Save();
        foreach (var drawing in sheet.VmlDrawingParts.ToList())
            sheet.DeletePart(drawing);
        var shapes = sheet.AddNewPart<VmlDrawingPart>();
        using (var content = new MemoryStream(Encoding.UTF8.GetBytes(Shapes(all.Select(comment => comment.Name)))))
            shapes.FeedData(content);
        DrawingId = sheet.GetIdOfPart(shapes);
    }

    private List<(string Name, string Author, string Text)> Others()
    {
        var comments = sheet.WorksheetCommentsPart?.Comments;
        var authors = comments?.Authors?.Elements<Author>().Select(author => author.Text).ToList() ?? [];
        return
        [
            .. comments?.CommentList?.Elements<Comment>()
                .Select(comment => (Name: comment.Reference?.Value ?? "A1", Author: authors.ElementAtOrDefault((int)(comment.AuthorId?.Value ?? 0)) ?? "", Text: comment.CommentText?.InnerText ?? ""))
                .Where(comment => comment.Author != Author) ?? [],
        ];
    }

    private static Comment Comment(string name, int author, string text) => new(
        new CommentText(new Run(new Text(SheetText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve })))
    { Reference = name, AuthorId = (uint)author };

    // Programs show a comment by a shape of the old drawing language (VML) whose anchor is its cell.
    private static string Shapes(IEnumerable<string> names)
    {
        var shapes = new StringBuilder(Head);
        var id = 1025;
        foreach (var name in names)
        {
            var (column, row) = CellName.Parse(name) ?? (0, 1);
            shapes.AppendLine(CultureInfo.InvariantCulture, $"""
                <v:shape id="_x0000_s{id++}" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 15, {row - 1}, 2, {column + 5}, 15, {row + 5}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>
                """);
        }
        return shapes.Append("</xml>").ToString();
    }
}
