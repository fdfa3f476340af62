namespace DataBus.Adapters.Declaration;

/// <summary>Reads the adapter files of one process.</summary>
internal static class AdapterFiles
{
    /// <summary>Reads them as if they were one.</summary>
    /// <returns>The name for problems, and the sources of all.</returns>
    /// <exception cref="AdapterFileException">Everything that is wrong with them, at once.</exception>
    public static (string Name, AdapterFile File) Read(IReadOnlyList<string> names)
    {
        var sources = names.SelectMany(name => AdapterFileParser.Parse(name, Existing(name)).Sources.Select(source => (Name: name, Source: source))).ToList();
        var twice = sources.GroupBy(one => one.Source.Source).Where(group => group.Count() > 1).ToList();
        if (twice.Count > 0)
        {
            throw new AdapterFileException(string.Join(", ", names), [.. twice.Select(group => new SettingProblem(0, "sources", group.Key,
                $"一个来源只能在一个文件中声明, 它在 {string.Join(", ", group.Select(one => one.Name))}",
                $"a source may be declared in one file; it is in {string.Join(", ", group.Select(one => one.Name))}"))]);
        }

        return (string.Join(", ", names), new AdapterFile([.. sources.Select(one => one.Source)]));
    }

    private static string Existing(string name) => File.Exists(name)
        ? File.ReadAllText(name)
        : throw new AdapterFileException("options", [new SettingProblem(0, "--config", null, "应为声明来源的文件", "should name the file that declares the sources")]);
}
