namespace DataBus.Faults;

/// <summary>Where the parts stand that are started as processes.</summary>
internal static class Parts
{
    public static string Root { get; } = FindRoot();

    public static string HubDll { get; } = Dll("hub/DataBus.Hub");

    public static string KitDll { get; } = Dll("adapters/DataBus.Adapters");

    public static string IpCenterDll { get; } = Dll("adapters/DataBus.Adapters.IpCenter");

    /// <summary>A built program, of the same configuration as this one.</summary>
    private static string Dll(string project)
    {
        var output = Path.GetRelativePath(Root, AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar).SkipWhile(part => part != "bin");
        return Path.Combine([Root, project, .. output.Where(part => part.Length > 0), $"{Path.GetFileName(project)}.dll"]);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "DataBus.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("This program runs from a clone of the project.");
    }
}
