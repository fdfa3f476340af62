namespace DataBus.Tests.Examples;

public sealed class NodeExampleTests : ExampleTests
{
    private static readonly Lazy<Task<string>> _installed = new(InstallAsync);

    private string _folder = "";

    protected override IReadOnlyList<string> Command => ["node", Path.Combine(_folder, "follow.mjs"), "--protos", Adapters.Bureaus.Repository.Path("protos")];

    protected override string Folder => FolderOf("node");

    protected override async Task PrepareAsync() => _folder = await _installed.Value;

    // Beside a copy, so that tests leave the repository as it is.
    private static async Task<string> InstallAsync()
    {
        var folder = ExampleFolders.New();
        foreach (var file in new[] { "package.json", "package-lock.json", "follow.mjs" })
            File.Copy(Path.Combine(FolderOf("node"), file), Path.Combine(folder, file));
        _ = await ExampleProcess.RunAsync(["npm", "ci", "--no-audit", "--no-fund", "--silent"], folder);
        return folder;
    }
}
