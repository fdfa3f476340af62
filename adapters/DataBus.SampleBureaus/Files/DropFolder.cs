using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DataBus.SampleBureaus.Files;

/// <summary>A folder into which a bureau drops files. A file appears whole or not at all, and never twice.</summary>
internal sealed class DropFolder
{
    // Folders into which a reader of the drop moves what it has read.
    private static readonly string[] _readFolders = ["reading", "done", "failed"];

    private readonly string _path;

    static DropFolder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public DropFolder(string root, params string[] parts)
    {
        _path = Path.Combine([root, .. parts]);
        Directory.CreateDirectory(_path);
    }

    public void Drop(string name, Table table, TableFormat format)
    {
        var text = Csv(table, format);
        var bytes = Encoding.GetEncoding(format.Encoding).GetBytes(text);
        var file = format.Zipped ? name + ".gz" : name;
        if (format.Proof == Completeness.Manifest)
        {
            var manifest = string.Create(CultureInfo.InvariantCulture, $$"""{"rows":{{table.Rows.Count}}}""");
            Write(file + ".manifest.json", Encoding.UTF8.GetBytes(manifest + "\n"));
        }


        Write(file, format.Zipped ? Zip(bytes) : bytes);
    }

    public void DropCopy(string sourceFile) => Write(Path.GetFileName(sourceFile), File.ReadAllBytes(sourceFile));

    private static string Csv(Table table, TableFormat format)
    {
        var lineEnd = format.Encoding == "gb18030" ? "\r\n" : "\n";
        var text = new StringBuilder();
        foreach (var row in table.Rows.Prepend(table.Header))
            text.AppendJoin(',', row.Select(Quoted)).Append(lineEnd);
        if (format.Proof == Completeness.Trailer)
            text.Append(CultureInfo.InvariantCulture, $"#END,{table.Rows.Count}").Append(lineEnd);
        return text.ToString();
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private void Write(string name, byte[] bytes)
    {
        if (File.Exists(Path.Combine(_path, name)) || _readFolders.Any(folder => File.Exists(Path.Combine(_path, folder, name))))
            return;
        // Under a name that nobody reads until it is whole.
        var unfinished = Path.Combine(_path, $".{name}.part");
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, Path.Combine(_path, name));
    }
}
