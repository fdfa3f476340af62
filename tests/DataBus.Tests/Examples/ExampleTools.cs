namespace DataBus.Tests.Examples;

/// <summary>What must be installed on a machine that builds an example; where it is not, the test says so by name and is skipped.</summary>
internal static class ExampleTools
{
    public static void Demand(string program, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not installed: apt-get install {package}");
    }

    public static void DemandFile(string path, string package) =>
        Assert.SkipUnless(File.Exists(path), $"{path} is not installed: apt-get install {package}");
}
