using System.Text.RegularExpressions;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Verbs.Init.Writing;

namespace DataBus.Adapters.Verbs.Init;

/// <summary>Looks at a file like those that will be dropped.</summary>
internal static partial class FileLooks
{
    /// <summary>Looks.</summary>
    /// <exception cref="UnreadableFileException">It cannot be read at all.</exception>
    public static SourceLook Look(string path)
    {
        var delimiter = Delimiter(path);
        var lines = FileRecords.Open(path, new FileInput { Files = [], Delimiter = delimiter }).Read().ToList();
        if (lines.Count == 0)
            throw new UnreadableFileException(1, "文件是空的, 没有列名", "the file is empty: it has no header");
        var names = lines[0].Fields.Select(field => field.Trim().Trim('\uFEFF').Trim()).ToList();
        var hasTrailer = lines.Count > 1 && lines[^1].Fields is [['#', ..], var count, ..] && count.Trim().All(char.IsAsciiDigit);
        var rows = lines.Skip(1).Take(Math.Min(SourceLook.Rows, lines.Count - (hasTrailer ? 2 : 1))).Select(line => (IReadOnlyList<string?>)line.Fields).ToList();
        return new SourceLook(
            [
                "type: file", "files:", .. Pattern(Path.GetFileName(path)), .. delimiter == ',' ? Array.Empty<string>() : [$"delimiter: '{(delimiter == '\t' ? "\\t" : delimiter)}'"],
                hasTrailer
                    ? $"trailer: {{marker: {YamlText.Of(lines[^1].Fields[0].Trim())}, count: 2}}"
                    : "# trailer: {marker: '#END', count: 2}    # 末行报行数才能证明完整, 删行才算数 / a last row with the count proves a file complete",
            ],
            SourceLook.Of(names, rows), "--drop DIR");
    }

    private static IEnumerable<string> Pattern(string name)
    {
        var day = Day().Match(name);
        if (!day.Success)
            return [$"  - pattern: {YamlText.Of(Regex.Escape(name))}", "    mode: full              # full: 每次全量 / everything; changes: 只有变化 / only what changed"];
        var digits = day.Value.Count(char.IsAsciiDigit);
        var format = digits == day.Length ? "yyyyMMdd" : $"yyyy{day.Value[4]}MM{day.Value[4]}dd";
        var group = digits == day.Length ? "[0-9]{8}" : $"[0-9]{{4}}[{day.Value[4]}][0-9]{{2}}[{day.Value[4]}][0-9]{{2}}";
        var pattern = $"{Regex.Escape(name[..day.Index])}(?<as_of>{group}){Regex.Escape(name[(day.Index + day.Length)..])}";
        return
        [
            $"  - pattern: {YamlText.Of(pattern)}", "    mode: full              # full: 每次全量 / everything; changes: 只有变化 / only what changed",
            $"    as_of_format: {format}",
        ];
    }

    private static char Delimiter(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            return ',';
        var header = FileRecords.Open(path, new FileInput { Files = [], Delimiter = ',' }).Read().FirstOrDefault().Text ?? "";
        return ",\t;|".MaxBy(delimiter => header.Count(letter => letter == delimiter));
    }

    [GeneratedRegex(@"20[0-9]{2}([-_.]?)(0[1-9]|1[0-2])\1(0[1-9]|[12][0-9]|3[01])")]
    private static partial Regex Day();
}
