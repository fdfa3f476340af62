using System.IO.Compression;
using System.Text.Json;
using DataBus.Cli;
using DataBus.Cli.Catalogue;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Google.Protobuf.Reflection;

namespace DataBus.Tests.Cli.Catalogue;

public sealed class CatalogueTests
{
    private static readonly CatalogueDocument _catalogue = CatalogueDocument.OfTheContract();

    [Fact]
    public void OfTheContract_EveryFacetAndField_IsThereWithNameTypeAndComment()
    {
        Assert.Equal(FacetCatalogue.All.Select(facet => facet.Name), _catalogue.Entries.Select(entry => entry.Code));
        foreach (var (facet, entry) in FacetCatalogue.All.Zip(_catalogue.Entries))
        {
            Assert.Equal(NamesOf(facet.Descriptor), entry.Fields.Select(field => field.Path.Split('.')[^1].Replace("[]", "")));
            Assert.All(entry.Fields, field => Assert.True(field.Name.Length > 0 && field.Type.Length > 0 && field.Comment.Length > 0, $"{entry.Code} {field}"));
            Assert.All(entry.InstanceKey.Append(entry.PartField).Where(name => name.Length > 0), name => Assert.Contains(entry.Fields, field => field.Path == name));
            Assert.All(entry.Fields.Where(field => field.CodeTable.Length > 0), field => Assert.Contains(_catalogue.CodeTables, table => table.Name == field.CodeTable));
        }
    }

    [Fact]
    public void OfTheContract_EveryFacet_SaysProviderSharingAndSources()
    {
        Assert.All(_catalogue.Entries, entry => Assert.NotEmpty(entry.Name));
        Assert.All(_catalogue.Entries, entry => Assert.NotEmpty(entry.Provider));
        Assert.All(_catalogue.Entries, entry => Assert.NotEmpty(entry.Sources));
        Assert.All(_catalogue.Entries, entry => Assert.Equal(entry.Sharing != "无条件共享", entry.Condition.Length > 0));
        var tax = _catalogue.Entries.Single(entry => entry.Code == "enterprise.rd_deduction");
        Assert.Equal(("不予共享", "每主体多份"), (tax.Sharing, tax.Count));
        Assert.Contains(tax.Fields, field => field is { Path: "deduction", Class: "涉税保密", Unit: "元", Required: true });
    }

    [Fact]
    public void Of_KnownField_IsItsCommentInTheProtoFile() =>
        Assert.StartsWith("证书编号、入库登记编号或批次.", FieldComments.Of(TierLabel.Descriptor.FindFieldByName("certificate")), StringComparison.Ordinal);

    [Fact]
    public async Task Export_IntoAFolder_WritesTheSameAsWorkbookAndJson()
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "目录");

        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["catalogue", "export", "--out", target]));

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(target, "catalogue.json"), TestContext.Current.CancellationToken));
        Assert.Equal(_catalogue.Entries.Count, json.RootElement.GetProperty("entries").GetArrayLength());
        using var workbook = SpreadsheetDocument.Open(Path.Combine(target, "catalogue.xlsx"), isEditable: false);
        Assert.Equal(["目录", "信息项", "代码表"], workbook.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        var rows = RowsOf(workbook, "信息项");
        Assert.Equal("信息资源代码", rows[0][0]);
        Assert.Equal(
            _catalogue.Entries.SelectMany(entry => entry.Fields.Select(field => (entry.Code, field.Path, field.Name, field.Unit))),
            rows.Skip(1).Select(row => (row[0], row[2], row[3], row[5])));
        Assert.Equal(_catalogue.Entries.Select(entry => (entry.Code, entry.Sharing)), RowsOf(workbook, "目录").Skip(1).Select(row => (row[0], row[4])));
    }

    [Fact]
    public void DictionaryPage_OfTheContract_NamesEverythingAndNeedsNoNetwork()
    {
        var page = DictionaryPage.Of(_catalogue);

        Assert.All(_catalogue.Entries, entry => Assert.Contains($"<h2 id=\"{entry.Code}\">{entry.Name} ", page));
        Assert.All(_catalogue.CodeTables, table => Assert.Contains($"id=\"table-{table.Name}\"", page));
        Assert.All((string[])["<script", "<link", " src=", "url(", "@import"], outside => Assert.DoesNotContain(outside, page));
        Assert.Contains("CN&lt;", DictionaryPage.Of(_catalogue with { Contract = "CN<1" }));
    }

    [Fact]
    public void ContractBundle_Twice_IsTheSameAndHoldsTheWholeContract()
    {
        var (first, second) = (BundleBytes(), BundleBytes());

        Assert.Equal(first, second);
        using var zip = new ZipArchive(new MemoryStream(first));
        var onDisk = Directory.EnumerateFiles(Repository.Path("protos"), "*.proto", SearchOption.AllDirectories)
            .Select(file => $"protos/{Path.GetRelativePath(Repository.Path("protos"), file).Replace('\\', '/')}")
            .Concat(Directory.EnumerateFiles(Repository.Path("protos/codes")).Select(file => $"codes/{Path.GetFileName(file)}"));
        Assert.Superset(onDisk.ToHashSet(), zip.Entries.Select(entry => entry.FullName).ToHashSet());
        using var label = new StreamReader(zip.GetEntry("protos/databus/v1/enterprise.proto")!.Open());
        Assert.Equal(File.ReadAllText(Repository.Path("protos/databus/v1/enterprise.proto")), label.ReadToEnd());
    }

    [Fact]
    public void DescriptorSet_OfTheContract_HasEveryFileAfterWhatItImports()
    {
        var known = new HashSet<string>();
        foreach (var file in ContractFiles.DescriptorSet().File)
        {
            Assert.Superset(file.Dependency.ToHashSet(), known);
            known.Add(file.Name);
        }

        Assert.Superset(ContractFiles.Names.Where(name => name.StartsWith("protos/databus/", StringComparison.Ordinal)).Select(name => name["protos/".Length..]).ToHashSet(), known);
    }

    [Fact]
    public async Task Export_WhereNobodyMayWrite_EndsWithFailed() =>
        Assert.Equal(ExitCodes.Failed, await CliApplication.RunAsync(["catalogue", "bundle", "--out", "/proc/none/databus.zip"]));

    private static byte[] BundleBytes()
    {
        using var stream = new MemoryStream();
        ContractBundle.Write(_catalogue, stream);
        return stream.ToArray();
    }

    private static IEnumerable<string> NamesOf(MessageDescriptor message) => message.Fields.InFieldNumberOrder().SelectMany(field =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package == "databus.v1" ? NamesOf(field.MessageType).Prepend(field.Name) : [field.Name]);

    private static List<string[]> RowsOf(SpreadsheetDocument workbook, string name)
    {
        var sheet = workbook.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(one => one.Name == name);
        var shared = workbook.WorkbookPart.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        var part = (WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!);
        return [.. part.Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => TextOf(cell, shared)).ToArray())];
    }

    private static string TextOf(Cell cell, string[] shared) => cell.DataType?.Value == CellValues.SharedString
        ? shared[int.Parse(cell.CellValue!.Text, null)]
        : cell.InnerText;
}
