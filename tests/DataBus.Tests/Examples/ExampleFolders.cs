namespace DataBus.Tests.Examples;

/// <summary>Folders for what is generated of the contract: one for all tests of a language, gone with the process.</summary>
internal static class ExampleFolders
{
    public static string New()
    {
        var folder = Directory.CreateTempSubdirectory("databus-generated-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
