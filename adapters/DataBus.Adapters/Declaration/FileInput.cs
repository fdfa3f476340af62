using DataBus.Adapters.Sources.Files.Workbooks;

namespace DataBus.Adapters.Declaration;

/// <summary>Files that are dropped into a folder.</summary>
internal sealed record FileInput : InputDeclaration
{
    /// <summary>Folder below the drop folder; empty: the drop folder itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Names that are read, and how; the first that matches counts.</summary>
    public required IReadOnlyList<FilePattern> Files { get; init; }

    /// <summary>True: nothing but filled templates, which need no mapping.</summary>
    public bool IsTemplatesOnly => Files.Count > 0 && Files.All(file => file.Template is not null);

    /// <summary>How bytes become text.</summary>
    public FileEncoding Encoding { get; init; } = FileEncoding.Auto;

    /// <summary>What stands between two fields.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>What is read of a workbook.</summary>
    public SheetChoice Sheet { get; init; } = SheetChoice.Default;

    /// <summary>True: a column that is neither used nor ignored is no drift.</summary>
    public bool AllowExtraColumns { get; init; }

    /// <summary>The last row that tells the number of rows, if files have one.</summary>
    public TrailerDeclaration? Trailer { get; init; }

    /// <summary>Name of the manifest beside a file, with <c>{name}</c> for the file's; null: there are none.</summary>
    public string? Manifest { get; init; }

    /// <summary>How long a file waits for its manifest.</summary>
    public TimeSpan ManifestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A file that changed within this time is still being written.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);
}
