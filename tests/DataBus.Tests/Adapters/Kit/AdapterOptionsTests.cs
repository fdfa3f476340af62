using DataBus.Adapters;
using DataBus.Adapters.Declaration;

namespace DataBus.Tests.Adapters.Kit;

public sealed class AdapterOptionsTests
{
    [Fact]
    public void Parse_AllOptions_AreRead()
    {
        var folder = Path.GetTempPath();

        var options = AdapterOptions.Parse(["--hub", "https://hub:1", "--drop", folder, "--api", "http://api/", "--once", "--parent"]);

        Assert.Equal(("https://hub:1", folder, "http://api/", true, true), (options.Hub, options.Drop, options.Api, options.Once, options.Parent));
    }

    [Fact]
    public void Parse_ConfigFolderAndFiles_AreAllTaken()
    {
        var folder = Directory.CreateTempSubdirectory("databus-config-").FullName;
        var own = Path.Combine(folder, "own.txt");
        foreach (var name in new[] { "b.yaml", "a.yaml", "own.txt" })
            File.WriteAllText(Path.Combine(folder, name), "");

        var options = AdapterOptions.Parse(["--config", folder, "--config", own]);

        Assert.Equal(["a.yaml", "b.yaml", "own.txt"], options.Configs.Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Parse_ManyWrong_NamesThemAll()
    {
        var error = Assert.Throws<AdapterFileException>(
            () => AdapterOptions.Parse(["--hub", "hub:1", "--drop", "/nowhere", "--db", "/nowhere.db", "--verbose", "--config"]));

        Assert.Equal(["--verbose", "--config", "--hub", "--drop", "--db"], error.Problems.Select(p => p.Path));
        Assert.Contains("http://127.0.0.1:5080", error.Message, StringComparison.Ordinal);
    }
}
