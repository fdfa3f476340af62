namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>Files of the repository that tests read where they stand.</summary>
internal static class Repository
{
    private static readonly string _root = Root(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([_root, .. parts]);

    private static string Root(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "DataBus.sln")) ? folder : Root(System.IO.Path.GetDirectoryName(folder)!);
}
