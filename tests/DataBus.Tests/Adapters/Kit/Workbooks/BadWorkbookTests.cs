using System.IO.Compression;
using System.Text;
using DataBus.V1;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using static DataBus.Tests.Adapters.Kit.Workbooks.TestWorkbook;
using static DataBus.Tests.Adapters.Kit.Workbooks.WorkbookFixture;

namespace DataBus.Tests.Adapters.Kit.Workbooks;

/// <summary>Workbooks that are not read at all: each says why, and how it is mended.</summary>
public sealed class BadWorkbookTests
{
    private const string Name = "changes_20261101.xlsx";

    private static readonly byte[] _compoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_HiddenSheets_AreNotReadAndSaid()
    {
        using var files = new WorkbookFixture();
        files.Drop(Name, new TestWorkbook().Sheet("旧名单", isHidden: true, TestWorkbook.Row(Heads), Row("A9")).Sheet("名单", TestWorkbook.Row(Heads), Row("A1")).Sheet("附注"));

        await files.RunAsync(Token);

        Assert.Equal(["A1"], files.Sent.Keys);
        Assert.Contains(files.Log.Entries, entry => entry.Contains("隐藏的工作表“旧名单”没有读", StringComparison.Ordinal));
        Assert.Contains(files.Log.Entries, entry => entry.Contains("the sheet “附注” is not read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "没有可见的工作表", "no visible sheet")]
    [InlineData("sheet: 名单", "工作表“名单”是隐藏的", "is hidden. Unhide it")]
    [InlineData("sheet: 明细", "没有工作表“明细” (有: 名单)", "has no sheet “明细”")]
    public async Task ReadAsync_SheetIsHiddenOrMissing_Fails(string settings, string zh, string en)
    {
        using var files = new WorkbookFixture(settings);
        files.Drop(Name, new TestWorkbook().Sheet("名单", isHidden: true, TestWorkbook.Row(Heads), Row("A1")));

        await files.RunAsync(Token);

        AssertSays(files.Failure(), zh, en);
    }

    [Fact]
    public async Task ReadAsync_DeclaredSheetAndHeaderRow_AreRead()
    {
        using var files = new WorkbookFixture("sheet: 名单\n      header_row: 3");
        files.Drop(Name, new TestWorkbook().Sheet("封面").Sheet("名单", TestWorkbook.Row("梯度标签名单"), TestWorkbook.Row("", "", "单位: 家"), TestWorkbook.Row(Heads), Row("A1")));

        await files.RunAsync(Token);

        Assert.Equal(["A1"], files.Sent.Keys);
    }

    [Fact]
    public async Task ReadAsync_HeaderInAnotherRow_FailsAndNamesTheRow()
    {
        using var files = new WorkbookFixture();
        files.Drop(Name, new TestWorkbook().Sheet("名单", TestWorkbook.Row("梯度标签名单"), TestWorkbook.Row(Heads), Row("A1")));

        await files.RunAsync(Token);

        AssertSays(files.Failure(), "列名在第 2 行", "header_row: 2");
    }

    [Fact]
    public async Task ReadAsync_NamesInTwoRows_Fails()
    {
        using var files = new WorkbookFixture();
        files.Drop(Name, new TestWorkbook().Sheet("名单", TestWorkbook.Row("统一社会信用代码", "标签", "", "有效期起"), TestWorkbook.Row("", "梯度", "证书编号"), Row("A1")));

        await files.RunAsync(Token);

        AssertSays(files.Failure(), "第 1 行和第 2 行 (两行表头)", "two rows, 1 and 2");
    }

    [Fact]
    public async Task ReadAsync_MergedHeader_Fails()
    {
        using var files = new WorkbookFixture();
        var workbook = new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), TestWorkbook.Row("", "代码", "编号"), Row("A1"));
        workbook.Merged.Add("B1:C1");
        files.Drop(Name, workbook);

        await files.RunAsync(Token);

        AssertSays(files.Failure(), "合并单元格 (B1:C1)", "merged cells (B1:C1)");
    }

    [Theory]
    [InlineData("EncryptedPackage", "设有密码", "encrypted")]
    [InlineData("Workbook", "旧格式 (.xls)", "old format (.xls)")]
    public async Task ReadAsync_CompoundFile_Fails(string stream, string zh, string en)
    {
        using var files = new WorkbookFixture();
        files.Drop(Name, [.. _compoundFile, .. new byte[200_000], .. Encoding.Unicode.GetBytes(stream), .. new byte[500]]);

        await files.RunAsync(Token);

        AssertSays(files.Failure(), zh, en);
    }

    [Fact]
    public async Task ReadAsync_DamagedWorkbooks_Fail()
    {
        var sound = new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1")).ToBytes();
        byte[][] damaged =
        [
            [], "编号,名称\n1,甲\n"u8.ToArray(), sound[..(sound.Length / 2)], Document(), Cut(sound, "sheet1.xml"), Cut(sound, "workbook.xml"), Without(sound, "sheet1.xml"),
        ];
        foreach (var bytes in damaged)
        {
            using var files = new WorkbookFixture();
            files.Drop(Name, bytes);

            await files.RunAsync(Token);

            AssertSays(files.Failure(), "工作簿已损坏", "damaged");
        }
    }

    [Theory]
    [InlineData("xl/sharedStrings.xml", 140)]
    [InlineData("xl/worksheets/sheet1.xml", 5)]
    public async Task ReadAsync_ZipBomb_FailsBeforeItIsInflated(string part, int megabytes)
    {
        using var files = new WorkbookFixture();
        // Many small pieces, or one text without end.
        var filler = megabytes > 100 ? string.Concat(Enumerable.Repeat("<si/>", 200_000)) : new string('9', 1024 * 1024);
        using (var file = File.Create(Path.Combine(files.Folder, Name)))
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        using (var sheet = new StreamWriter(archive.CreateEntry(part, CompressionLevel.Fastest).Open()))
        {
            for (var written = 0L; written < megabytes * 1024L * 1024; written += filler.Length)
                await sheet.WriteAsync(filler);
        }

        await files.RunAsync(Token);

        AssertSays(files.Failure(), "解压后过大", "too large once inflated");
    }

    [Fact]
    public async Task ReadAsync_PartsWithRandomDamage_AreReadOrFailAndNeverStopTheAdapter()
    {
        var random = new Random(5);
        var sound = new TestWorkbook().Sheet("名单", TestWorkbook.Row(Heads), Row("A1", from: Number("45688", DateStyle))).ToBytes();
        string[] junk = ["<", "/>", "\"", "-1", "99999999999", "<c/>", " t=\"s\"", "x"];
        for (var i = 0; i < 60; i++)
        {
            using var files = new WorkbookFixture();
            var (part, place, piece) = (new[] { "sheet1.xml", "workbook.xml", "styles.xml" }[random.Next(3)], random.NextDouble(), junk[random.Next(junk.Length)]);
            files.Drop(Name, Edit(sound, (name, bytes) => name.EndsWith(part, StringComparison.Ordinal)
                ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes) is var text ? text.Insert((int)(text.Length * place), piece) : "")
                : bytes));

            await files.RunAsync(Token);

            Assert.Single(files.Hub.Passes);
        }
    }

    private static void AssertSays(string reason, string zh, string en)
    {
        Assert.Contains(zh, reason, StringComparison.Ordinal);
        Assert.Contains(en, reason, StringComparison.Ordinal);
        Assert.Contains("请", reason, StringComparison.Ordinal);
    }

    private static byte[] Document()
    {
        using var bytes = new MemoryStream();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new DocumentFormat.OpenXml.Wordprocessing.Document();
        return bytes.ToArray();
    }

    // A part that ends in the middle, in an archive that is sound.
    private static byte[] Cut(byte[] workbook, string part) => Edit(workbook, (name, bytes) => name.EndsWith(part, StringComparison.Ordinal) ? bytes[..(bytes.Length / 2)] : bytes);

    private static byte[] Without(byte[] workbook, string part) => Edit(workbook, (name, bytes) => name.EndsWith(part, StringComparison.Ordinal) ? null : bytes);

    private static byte[] Edit(byte[] workbook, Func<string, byte[], byte[]?> edit)
    {
        using var bytes = new MemoryStream();
        using (var target = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var archive = new ZipArchive(new MemoryStream(workbook)))
        {
            foreach (var entry in archive.Entries)
            {
                using var content = new MemoryStream();
                using (var source = entry.Open())
                    source.CopyTo(content);
                if (edit(entry.FullName, content.ToArray()) is not { } edited)
                    continue;
                using var copy = target.CreateEntry(entry.FullName).Open();
                copy.Write(edited);
            }
        }
        return bytes.ToArray();
    }
}
