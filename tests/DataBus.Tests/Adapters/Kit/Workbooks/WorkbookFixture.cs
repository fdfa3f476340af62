using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Adapters.Kit.Workbooks;

/// <summary>A drop folder for workbooks of tier labels, and the source that reads it.</summary>
internal sealed class WorkbookFixture(string settings = "") : IDisposable
{
    public static readonly string[] Heads = ["统一社会信用代码", "梯度", "证书编号", "有效期起", "备注"];

    private const string Yaml = """
        sources:
          - source: science.tier-labels
            input:
              type: file
              files:
                - {pattern: 'full_(?<as_of>[0-9]{8})\.xlsx?', mode: full, as_of_format: yyyyMMdd}
                - {pattern: 'changes_(?<as_of>[0-9]{8})\.xlsx', mode: changes, as_of_format: yyyyMMdd}
              trailer: {marker: '#END', count: 2}
              settle: 0s
              SETTINGS
            raw: [统一社会信用代码, 梯度, 证书编号]
            ignore: [备注]
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 统一社会信用代码, convert: [uscc]}
                fields:
                  code: 梯度
                  certificate: 证书编号
                  valid_from: {column: 有效期起, convert: [date]}
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("databus-kit-").FullName;

    public FakeHub Hub { get; } = new();

    public RecordingLoggerProvider Log { get; } = new();

    public static string Declaration(string settings) => Yaml.Replace("SETTINGS", settings, StringComparison.Ordinal);

    public FileSource Source(string? yaml = null)
    {
        var declared = AdapterFileParser.Parse("test.yaml", yaml ?? Declaration(settings)).Sources[0];
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        var folder = new DropFolder(Folder, (FileInput)declared.Input, once: true, TimeProvider.System);
        return new FileSource(declared, mapping, folder, TimeProvider.System, new LoggerFactory([Log]).CreateLogger<FileSource>());
    }

    /// <summary>One row; the cells that are given stand in the place of its own.</summary>
    public static Cell?[] Row(string certificate, Cell? code = null, Cell? from = null, Cell? key = null, Cell? note = null) =>
    [
        key ?? TestWorkbook.Text("91120112712847285B"), code ?? TestWorkbook.Text("T1"), TestWorkbook.Text(certificate),
        from ?? TestWorkbook.Text("2026-01-31"), note,
    ];

    public static Cell?[] Trailer(int rows) => TestWorkbook.Row("#END", $"{rows}");

    public void Drop(string name, TestWorkbook workbook) => Drop(name, workbook.ToBytes());

    public void Drop(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, name), bytes);

    public Task RunAsync(CancellationToken cancellationToken) => SourceDriver.RunAsync(Source(), Hub, cancellationToken);

    /// <summary>The labels that were sent, by certificate.</summary>
    public IReadOnlyDictionary<string, PushItem> Sent => Hub.Items().Where(item => item.Change is not null).ToDictionary(item => item.Change.TierLabel.Certificate);

    /// <summary>Why the one file failed.</summary>
    public string Failure()
    {
        var close = Assert.Single(Hub.Passes).Pass.Close;
        Assert.Equal(PassEnd.Failed, close.End);
        var report = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "failed"), "*.report.txt"));
        Assert.Contains(close.Reason, File.ReadAllText(report), StringComparison.Ordinal);
        return close.Reason;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
