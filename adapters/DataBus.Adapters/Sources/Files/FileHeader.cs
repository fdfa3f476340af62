using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The columns of a file, checked for drift before a row is pushed.</summary>
internal static class FileHeader
{
    /// <summary>Checks a header; gives the place of each column.</summary>
    /// <exception cref="UnreadableFileException">Everything that drifted.</exception>
    public static IReadOnlyDictionary<string, int> Check(
        FileLine header, IReadOnlyCollection<string> used, IReadOnlyList<string> ignored, FileInput input)
    {
        var names = header.Fields.Select(field => field.Trim().Trim('\uFEFF').Trim()).ToList();
        var missing = used.Where(column => !names.Contains(column)).ToList();
        var twice = names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var extra = input.AllowExtraColumns ? [] : names.Except(used).Except(ignored).ToList();
        if (missing.Count + twice.Count + extra.Count == 0)
            return names.Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
        var zh = new[] { Part("缺少列", missing), Part("重复的列", twice), Part("未声明的列", extra) };
        var en = new[] { Part("missing columns", missing), Part("doubled columns", twice), Part("undeclared columns", extra) };
        throw new UnreadableFileException(
            header.Line, $"列有变动: {Join(zh)}. 请核对导出, 或改 adapter.yaml", $"the columns drifted: {Join(en)}. Check the export, or change adapter.yaml");
    }

    private static string? Part(string what, List<string> names) => names.Count == 0 ? null : $"{what} {string.Join(", ", names)}";

    private static string Join(IEnumerable<string?> parts) => string.Join("; ", parts.Where(part => part is not null));
}
