using System.Text.Json;
using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Returns;
using DataBus.Adapters.Sources.Files;
using DataBus.Tests.Adapters.Kit;
using DataBus.Tests.Adapters.Kit.Templates;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Returns;

/// <summary>A bureau with a drop folder whose rows may all leave it, and rows of it that come back.</summary>
internal sealed class ReturnFixture(string extension = "csv") : IDisposable
{
    public const string Source = "science.tier-labels";
    public const string Uscc = "91120112712847285B";
    public const string Workbook = "退回.xlsx";

    public string Yaml { get; set; } = $$"""
        sources:
          - source: {{Source}}
            input:
              type: file
              files:
                - {pattern: 'full_(?<as_of>[0-9]{8})\.{{extension}}', mode: full, as_of_format: yyyyMMdd}
                - {pattern: 'changes_(?<as_of>[0-9]{8})\.{{extension}}', mode: changes, as_of_format: yyyyMMdd}
              settle: 0s
            raw: [信用代码, 梯度, 证书编号, 有效期]
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 信用代码}
                fields: {code: 梯度, certificate: 证书编号, valid_from: {column: 有效期, convert: [date]} }
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("databus-return-").FullName;

    public FakeHub Hub { get; } = new();

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A row as it was held and returned; <paramref name="columns"/> are its bad columns.</summary>
    public static ListReturnedResponse Returned(ulong id, string certificate, string code = "T1", string uscc = Uscc, params string[] columns) =>
        OfRaw(id, JsonSerializer.Serialize(new Dictionary<string, string> { ["信用代码"] = uscc, ["梯度"] = code, ["证书编号"] = certificate, ["有效期"] = "2026-01-01" }), columns);

    /// <summary>The same with its raw row.</summary>
    public static ListReturnedResponse OfRaw(ulong id, string raw, string[]? columns = null, string pass = "file:x") => new()
    {
        Item = new FailedPush
        {
            Id = id,
            Source = Source,
            Row = id - 100,
            Pass = pass,
            State = FailedState.Returned,
            Due = "2026-12-01",
            Violations =
            {
                new Violation { Rule = "enterprise.tier_label.code.code", Severity = Severity.Error, Field = "code", MessageZh = "代码不在代码表中。", MessageEn = "x" },
                new Violation { Rule = "enterprise.tier_label.batch.odd", Severity = Severity.Warning, Field = "batch", MessageZh = "批次少见。", MessageEn = "x" },
            },
        },
        Raw = ByteString.CopyFromUtf8(raw),
        BadCells = { new BadCells { Columns = { columns ?? [] } }, new BadCells() },
        Reason = "请核对梯度",
        ReturnedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero)),
        Bureau = "区科技局",
    };

    /// <summary>Writes the workbook into the drop folder, as the bureau puts it there.</summary>
    public FilledTemplate Drop(params ListReturnedResponse[] returned)
    {
        ReturnWorkbook.Write(PathOf(Workbook), returned, []);
        return FilledTemplate.Open(PathOf(Workbook));
    }

    public void Drop(string name, params string[] rows) => File.WriteAllText(PathOf(name), $"信用代码,梯度,证书编号,有效期\n{string.Join('\n', rows)}\n");

    /// <summary>The source as a fresh process has it, with the declaration of now.</summary>
    public FileSource Reader(string? folder = null)
    {
        var declared = AdapterFileParser.Parse("test.yaml", Yaml).Sources[0];
        var mapping = new RowMappingCompiler(new AdapterSetup(), []).Compile(declared, (_, e) => throw e);
        return new FileSource(
            declared, mapping, new DropFolder(folder ?? Folder, (FileInput)declared.Input, once: true, TimeProvider.System), TimeProvider.System, NullLogger<FileSource>.Instance);
    }

    public Task RunAsync(bool fresh = false) => SourceDriver.RunAsync(Reader(), Hub, TestContext.Current.CancellationToken, fresh: fresh);

    public string[] Names(string folder) => [.. Directory.GetFiles(PathOf(folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
