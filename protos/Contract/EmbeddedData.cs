using System.Reflection;

namespace DataBus.V1;

/// <summary>Reads the data files that are embedded in this assembly.</summary>
internal static class EmbeddedData
{
    private const string Folder = "codes/";

    private static readonly Assembly _assembly = typeof(EmbeddedData).Assembly;

    public static IEnumerable<string> Names(string extension) => _assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..]);

    public static Stream Open(string file) => _assembly.GetManifestResourceStream(Folder + file)
        ?? throw new InvalidOperationException($"The data file {Folder}{file} is not in {_assembly.GetName().Name}.");

    /// <summary>Rows of a file with a header line; lines that begin with <c>#</c> are comments. Values have no commas and no quotes.</summary>
    public static IEnumerable<string[]> Rows(string file, int columns)
    {
        using var reader = new StreamReader(Open(file));
        var header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;

            var row = line.Split(',');
            if (row.Length != columns)
                throw new InvalidOperationException($"{Folder}{file}: \"{line}\" has {row.Length} columns instead of {columns}.");
            if (!header)
                yield return row;
            header = false;
        }
    }
}
