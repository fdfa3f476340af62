using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Verbs.Samples;

/// <summary>The first rows of the newest file of each list that lies in a drop folder, waiting or done.</summary>
internal static class FileSamples
{
    private static readonly string[] _folders = ["", "reading", "done"];

    /// <summary>Reads.</summary>
    public static SourceSample Read(SourceDeclaration source, RowMapping mapping, string folder, int rows)
    {
        var input = (FileInput)source.Input;
        var files = input.Files.Select(pattern => (Pattern: pattern, Path: Newest(input, pattern, folder))).Where(file => file.Path is not null).ToList();
        if (files.Count == 0)
        {
            var patterns = string.Join(", ", input.Files.Select(pattern => pattern.Name.ToString()));
            throw new InvalidDataException($"{folder}: 没有名字合 {patterns} 的文件, 放一个进去再试 / there is no file of such a name; drop one and try again");
        }
        return new SourceSample(
            string.Join(", ", files.Select(file => file.Path)),
            [.. files.SelectMany(file => Rows(source, mapping, input, file.Pattern, file.Path!).Take(rows))]);
    }

    private static IEnumerable<(ulong Number, MappedItem? Item)> Rows(
        SourceDeclaration source, RowMapping mapping, FileInput input, FilePattern pattern, string path)
    {
        var declared = source.Of(pattern.Feed);
        var drift = new ColumnDrift(declared, declared.Columns, _ => { });
        var version = AsOf(pattern, path) is { } time ? new SourceVersion { Time = time.ToTimestamp() } : null;
        return new FileTable(FileRecords.Open(path, input), version, drift, input, mapping.Of(pattern.Feed)).Rows();
    }

    private static string? Newest(FileInput input, FilePattern pattern, string folder) => _folders
        .Select(below => Path.Combine(folder, below))
        .Where(Directory.Exists)
        .SelectMany(Directory.GetFiles)
        .Where(path => pattern.Template is null && input.Files.FirstOrDefault(other => other.Name.IsMatch(Path.GetFileName(path))) == pattern)
        .OrderByDescending(path => AsOf(pattern, path) ?? File.GetLastWriteTimeUtc(path))
        .FirstOrDefault();

    private static DateTimeOffset? AsOf(FilePattern pattern, string path) =>
        pattern.AsOf(Path.GetFileName(path)) is { } asOf ? CalendarConverters.ParseTime(asOf, []) : null;
}
