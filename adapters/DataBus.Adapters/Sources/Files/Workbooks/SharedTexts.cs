using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>The texts that the cells of a workbook share.</summary>
internal sealed class SharedTexts
{
    private readonly List<string> _texts = [];

    private SharedTexts()
    {
    }

    /// <summary>Reads those of a workbook.</summary>
    public static SharedTexts Of(WorkbookPart workbook)
    {
        var shared = new SharedTexts();
        if (workbook.SharedStringTablePart is not { } part)
            return shared;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                shared._texts.Add(SheetText.Of((SharedStringItem)reader.LoadCurrentElement()!));
        }
        return shared;
    }

    /// <summary>A text by the number that a cell has.</summary>
    /// <exception cref="InvalidDataException">There is none such.</exception>
    public string At(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _texts.Count
            ? _texts[index]
            : throw new InvalidDataException($"There is no shared text {number}.");
}
