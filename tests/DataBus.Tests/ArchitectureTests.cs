using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DataBus.Tests;

/// <summary>Who may know whom; a new edge is a decision, made here.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string _root = Root();

    private static readonly Dictionary<string, string[]> _projects = new()
    {
        ["DataBus.Protos"] = [],
        ["DataBus.Hub"] = ["DataBus.Protos"],
        ["DataBus.Client"] = ["DataBus.Protos"],
        ["DataBus.Cli"] = ["DataBus.Client"],
        ["DataBus.Adapters"] = ["DataBus.Client"],
        ["DataBus.Adapters.Tax"] = ["DataBus.Adapters"],
        ["DataBus.Adapters.MarketRegulation"] = ["DataBus.Adapters"],
        ["DataBus.Adapters.IpCenter"] = ["DataBus.Adapters"],
        ["DataBus.SampleBureaus"] = ["DataBus.Protos"],
    };

    private static readonly Dictionary<string, string[]> _hubFolders = new()
    {
        ["Log"] = [],
        ["Rules"] = [],
        ["Access"] = [],
        ["Entities"] = ["Log"],
        ["Desk"] = ["Log", "Access", "Entities"],
        ["Indicators"] = ["Log", "Entities"],
        ["Intake"] = ["Log", "Rules", "Access", "Entities", "Desk", "Indicators"],
        ["Delivery"] = ["Log", "Entities", "Access"],
        ["Operations"] = ["Log", "Rules", "Access", "Entities", "Desk", "Indicators", "Intake", "Delivery"],
        ["Api"] = ["Log", "Rules", "Access", "Entities", "Desk", "Indicators", "Intake", "Delivery", "Operations"],
    };

    [Fact]
    public void Projects_Always_KnowOnlyWhomTheyMay()
    {
        var wrong =
            from file in Directory.EnumerateFiles(_root, "*.csproj", SearchOption.AllDirectories)
            let name = Path.GetFileNameWithoutExtension(file)
            where !file.Contains($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}")
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            where !IsBuildOrderOnly(reference)
            let target = Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)
            where !_projects.GetValueOrDefault(name, []).Contains(target)
            select $"{name} knows {target}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void HubFolders_Always_KnowOnlyWhomTheyMay()
    {
        var wrong = HubEdges()
            .Where(edge => !_hubFolders.GetValueOrDefault(edge.From, []).Contains(edge.To))
            .Select(edge => $"{edge.From} knows {edge.To} in {edge.File}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void HubEdges_OfThisTree_AreFound()
    {
        Assert.Contains(HubEdges(), edge => edge is { From: "Delivery", To: "Log" });
    }

    private static IEnumerable<(string From, string To, string File)> HubEdges() =>
        from folder in Directory.EnumerateDirectories(Path.Combine(_root, "hub", "DataBus.Hub"))
        let name = Path.GetFileName(folder)
        where name is not ("bin" or "obj")
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        from Match use in HubName().Matches(File.ReadAllText(file))
        let target = use.Groups[1].Value
        where target != name
        select (name, target, Path.GetFileName(file));

    // It knows nothing of what it builds.
    private static bool IsBuildOrderOnly(XElement reference) => (string?)reference.Attribute("ReferenceOutputAssembly") == "false";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DataBus.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"(?:using (?:static )?|[^\w.])DataBus\.Hub\.([A-Z]\w+)(?=[.;])")]
    private static partial Regex HubName();
}
