namespace DataBus.Tests.Examples;

public sealed class GoExampleTests : ExampleTests
{
    private const string Libraries = "/usr/share/gocode/src/google.golang.org";

    private static readonly Lazy<Task<string>> _built = new(BuildAsync);

    private string _program = "";

    protected override IReadOnlyList<string> Command => [_program];

    protected override string Folder => FolderOf("go");

    protected override async Task PrepareAsync()
    {
        ExampleTools.Demand("go", "golang-go");
        ExampleTools.Demand("protoc-gen-go", "protoc-gen-go");
        ExampleTools.DemandFile($"{Libraries}/grpc/clientconn.go", "golang-google-grpc-dev");
        ExampleTools.DemandFile($"{Libraries}/protobuf/proto/proto.go", "golang-github-golang-protobuf-1-5-dev");
        _program = await _built.Value;
    }

    private static async Task<string> BuildAsync()
    {
        var folder = ExampleFolders.New();
        _ = await ExampleProcess.RunAsync(["bash", "build.sh", folder], FolderOf("go"), patience: TimeSpan.FromMinutes(5));
        return Path.Combine(folder, "follow");
    }
}
