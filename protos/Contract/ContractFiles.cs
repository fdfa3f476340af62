using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>The files of the contract, as they are carried in this assembly: for developers without network.</summary>
public static class ContractFiles
{
    private static readonly Assembly _assembly = typeof(ContractFiles).Assembly;

    /// <summary>All of them, in name order: <c>codes/…</c> are the code tables and other data, <c>protos/…</c> the proto files.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. _assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith("codes/", StringComparison.Ordinal) || name.StartsWith("protos/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The services of the contract.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
        [.. Roots().Where(static file => file.Package == ChangeReflection.Descriptor.Package).SelectMany(static file => file.Services)];

    /// <summary>Opens one of them.</summary>
    public static Stream Open(string name) => _assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not in {_assembly.GetName().Name}.");

    /// <summary>The contract in binary form, with all that it imports: what grpcurl takes as <c>-protoset</c>. Comments are not in it.</summary>
    public static FileDescriptorSet DescriptorSet()
    {
        var set = new FileDescriptorSet();
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Roots())
            Add(file, set, added);
        return set;
    }

    private static IEnumerable<FileDescriptor> Roots() => _assembly.GetExportedTypes()
        .Where(static type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(static type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .OrderBy(static file => file.Name, StringComparer.Ordinal);

    // What a file imports stands before it, as the form wants.
    private static void Add(FileDescriptor file, FileDescriptorSet set, HashSet<string> added)
    {
        foreach (var imported in file.Dependencies)
            Add(imported, set, added);
        if (added.Add(file.Name))
            set.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
    }
}
