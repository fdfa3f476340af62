using System.IO.Compression;
using System.Text;
using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A drop folder of the science bureau's tier labels, and the source that reads it.</summary>
internal sealed class FileSourceFixture : IDisposable
{
    public const string Header = "企业名称,统一社会信用代码,梯度,证书编号,有效期";

    private const string Yaml = """
        sources:
          - source: science.tier-labels
            input:
              type: file
              files:
                - {pattern: 'full_(?<as_of>[0-9]{8})\.csv(\.gz)?', mode: full, as_of_format: yyyyMMdd}
                - {pattern: 'changes_(?<as_of>[0-9]{8})\.csv', mode: changes, as_of_format: yyyyMMdd}
                - {pattern: 'ordered_(?<as_of>[0-9]{8})\.csv', mode: changes, as_of_format: yyyyMMdd, rows_in_order: true}
                - {pattern: 'any.*\.csv', mode: changes}
              trailer: {marker: '#END', count: 2}
              manifest: '{name}.manifest.json'
              settle: 0s
            raw: [统一社会信用代码, 梯度, 证书编号]
            scope: [{column: 企业名称, not_contains: [卫津南路]}]
            ignore: [备注]
            tables: {tier: {values: {科技型中小企业: T1, 高新技术企业: T2}}}
            facets:
              - facet: enterprise.tier_label
                key: {scheme: uscc, column: 统一社会信用代码, convert: [uscc]}
                fields:
                  code: {column: 梯度, convert: [{table: tier}]}
                  certificate: 证书编号
                  valid_to: {column: 有效期, convert: [date]}
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("databus-kit-").FullName;

    public FakeHub Hub { get; } = new();

    /// <summary>A source as a fresh process has it.</summary>
    public FileSource Source()
    {
        var declared = AdapterFileParser.Parse("test.yaml", Yaml).Sources[0];
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        var folder = new DropFolder(Folder, (FileInput)declared.Input, once: true, TimeProvider.System);
        return new FileSource(declared, mapping, folder, TimeProvider.System, NullLogger<FileSource>.Instance);
    }

    /// <summary>One row: a company by number, with its label.</summary>
    public static string Row(int company, string tier = "科技型中小企业", string certificate = "A1", string until = "2027-12-31") =>
        $"示例企业{company},{Uscc(company)},{tier},{certificate},{until}";

    /// <summary>A full file's text with its trailer.</summary>
    public static string Full(params string[] rows) => $"{Header}\n{string.Join('\n', rows)}\n#END,{rows.Length}\n";

    public static string Changes(params string[] rows) => $"{Header}\n{string.Join('\n', rows)}\n";

    public static byte[] Gz(string text)
    {
        using var bytes = new MemoryStream();
        using (var gz = new GZipStream(bytes, CompressionLevel.Fastest))
            gz.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public void Drop(string name, string text, Encoding? encoding = null) => Drop(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public void Drop(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, name), bytes);

    public Task RunAsync(CancellationToken cancellationToken) => SourceDriver.RunAsync(Source(), Hub, cancellationToken);

    public string[] Names(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Uscc(int company)
    {
        var body = $"91120112MA{company:D6}";
        var organisation = $"{body}{DataBus.V1.CheckDigits.OrganisationCode(body.AsSpan(8))}";
        return organisation + DataBus.V1.CheckDigits.Uscc(organisation);
    }
}
