using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Files.Workbooks;

namespace DataBus.Adapters.Returns;

/// <summary>Knows a return workbook by what is in it: bureaus give it back under any name.</summary>
internal sealed class ReturnedWorkbook
{
    private const long MaxBytes = 1024 * 1024;
    private const string Book = "xl/workbook.xml";

    /// <summary>The rows of such a workbook: its sheet, with the names in the first row.</summary>
    public static readonly SheetChoice Sheet = new(ReturnColumns.Sheet, 1);

    private readonly Dictionary<string, (long Length, DateTime Written, bool Is)> _looked = [];

    /// <summary>Tells whether a file is one. It is looked into once, and again when it changed.</summary>
    public bool Is(string path)
    {
        if (!path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            return false;
        var info = new FileInfo(path);
        if (_looked.TryGetValue(path, out var looked) && looked.Length == info.Length && looked.Written == info.LastWriteTimeUtc)
            return looked.Is;
        var found = HasSheet(path) && HasColumns(path);
        _looked[path] = (info.Length, info.LastWriteTimeUtc, found);
        return found;
    }

    private static bool HasSheet(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.GetEntry(Book) is not { } book || book.Length > MaxBytes)
                return false;
            using var content = book.Open();
            return XDocument.Load(content).Descendants().Any(element => element.Name.LocalName == "sheet" && (string?)element.Attribute("name") == ReturnColumns.Sheet);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or UnauthorizedAccessException)
        {
            // No workbook, or one that is still being written: its own reader says what is wrong with it.
            return false;
        }
    }

    private static bool HasColumns(string path)
    {
        try
        {
            WorkbookBytes.DemandReadable(path);
            return new SheetLines(path, Sheet).Read().Take(1).Any(header => header.Fields.Any(name => ReturnColumns.IsOurs(name.Trim())));
        }
        catch (UnreadableFileException)
        {
            // It was one: what became of it is said when it is read.
            return true;
        }
    }
}
