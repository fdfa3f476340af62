namespace DataBus.Cli.Up;

/// <summary>Where the hub, the adapters and the declared sources are: the build writes their places beside <c>databus</c>.</summary>
internal sealed class Parts
{
    private const string FileName = "parts.txt";

    private readonly string[] _paths;

    private Parts(string[] paths) => _paths = paths;

    /// <summary>The files that declare sources for the adapters' own host.</summary>
    public IEnumerable<string> Declared => _paths.Where(path => path.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <exception cref="UpException">The build did not write them.</exception>
    public static Parts Find()
    {
        var file = Path.Combine(AppContext.BaseDirectory, FileName);
        return File.Exists(file)
            ? new Parts(File.ReadAllLines(file))
            : throw new UpException($"找不到 {file}:请用 dotnet run --project clients/DataBus.Cli -- up 从源码运行。", $"{file} is missing: run from the sources by dotnet run --project clients/DataBus.Cli -- up.");
    }

    /// <summary>The assembly of a part, for example <c>DataBus.Hub</c>.</summary>
    /// <exception cref="UpException">It was not built.</exception>
    public string Assembly(string name) => _paths.FirstOrDefault(path => Path.GetFileName(path) == $"{name}.dll" && File.Exists(path))
        ?? throw new UpException($"找不到部件 {name}:请先构建。", $"The part {name} was not built: build first.");
}
