namespace DataBus.Tests.Examples;

public sealed class JavaExampleTests : ExampleTests
{
    private const string Libraries = "/usr/share/java";

    private static readonly Lazy<Task<string>> _built = new(BuildAsync);

    private string _classes = "";

    protected override IReadOnlyList<string> Command => ["bash", "run.sh"];

    protected override IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["CLASSES"] = _classes };

    protected override string Folder => FolderOf("java");

    protected override async Task PrepareAsync()
    {
        ExampleTools.Demand("javac", "openjdk-17-jdk-headless");
        ExampleTools.Demand("grpc_java_plugin", "protobuf-compiler-grpc-java-plugin");
        ExampleTools.DemandFile($"{Libraries}/grpc-netty.jar", "libgrpc-java");
        ExampleTools.DemandFile($"{Libraries}/protobuf.jar", "libprotobuf-java");
        ExampleTools.DemandFile($"{Libraries}/netty-codec-http2.jar", "libnetty-java");
        ExampleTools.DemandFile($"{Libraries}/guava.jar", "libguava-java");
        ExampleTools.DemandFile($"{Libraries}/gson.jar", "libgoogle-gson-java");
        ExampleTools.DemandFile($"{Libraries}/geronimo-annotation-1.3-spec.jar", "libgeronimo-annotation-1.3-spec-java");
        ExampleTools.DemandFile($"{Libraries}/perfmark-api.jar", "libperfmark-java");
        _classes = await _built.Value;
    }

    private static async Task<string> BuildAsync()
    {
        var folder = ExampleFolders.New();
        _ = await ExampleProcess.RunAsync(["bash", "build.sh", folder], FolderOf("java"), patience: TimeSpan.FromMinutes(5));
        return folder;
    }
}
