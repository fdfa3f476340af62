using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Templates;
using DataBus.V1;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>A drop folder for filled templates, and the source that reads it.</summary>
internal sealed class TemplateFixture(string source = TemplateFixture.Science) : IDisposable
{
    public const string Science = "science.tier-labels";

    public string Folder { get; } = Directory.CreateTempSubdirectory("databus-templates-").FullName;

    public FakeHub Hub { get; } = new();

    public RecordingLoggerProvider Log { get; } = new();

    public static FacetKind Labels => FacetCatalogue.Find("enterprise.tier_label")!;

    /// <summary>A source as a fresh process has it.</summary>
    public FileSource Source()
    {
        var declared = SourceDeclaration.OfTemplates(source) with { Input = new FileInput { Files = [FilePattern.AnyTemplate], Settle = TimeSpan.Zero } };
        var folder = new DropFolder(Folder, (FileInput)declared.Input, once: true, TimeProvider.System);
        return new FileSource(declared, new(declared, [], (_, e) => throw e), folder, TimeProvider.System, new LoggerFactory([Log]).CreateLogger<FileSource>());
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public FilledTemplate Export(FacetKind facet, string name = "填报.xlsx") => FilledTemplate.Export(PathOf(name), facet);

    public FilledTemplate Returned(string name = "填报.xlsx") => FilledTemplate.Open(PathOf($"returned/{name}"));

    public Task RunAsync(CancellationToken cancellationToken) => SourceDriver.RunAsync(Source(), Hub, cancellationToken);

    /// <summary>The texts of a change by the names of columns.</summary>
    public Dictionary<string, string> TextsOf(FacetKind facet, Change change)
    {
        var layout = TemplateLayout.Of(facet);
        return layout.Headers.Zip(new TemplateRows(layout, source).TextsOf(change)).ToDictionary();
    }

    /// <summary>A sound label.</summary>
    public static Dictionary<string, string> Label(string certificate) => new()
    {
        ["统一社会信用代码"] = "91120112712847285B",
        ["梯度代码"] = "科技型中小企业",
        ["证书编号或批次"] = certificate,
        ["级别"] = "国家",
        ["有效期起"] = "2026-01-31",
        ["标签状态"] = "有效",
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
