namespace DataBus.Tests.Examples;

public sealed class PythonExampleTests : ExampleTests
{
    private static readonly Lazy<Task<string>> _generated = new(GenerateAsync);

    private string _classes = "";

    // Debian's own: grpcio comes with it.
    protected override IReadOnlyList<string> Command => ["/usr/bin/python3", "follow.py"];

    protected override IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["PYTHONPATH"] = _classes, ["PYTHONDONTWRITEBYTECODE"] = "1" };

    protected override string Folder => FolderOf("python");

    protected override async Task PrepareAsync() => _classes = await _generated.Value;

    private static async Task<string> GenerateAsync()
    {
        var folder = ExampleFolders.New();
        _ = await ExampleProcess.RunAsync(["bash", "generate.sh", folder], FolderOf("python"));
        return folder;
    }
}
