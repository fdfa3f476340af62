using System.Text;
using DataBus.V1;
using static DataBus.Tests.Adapters.Kit.FileSourceFixture;

namespace DataBus.Tests.Adapters.Kit;

public sealed class FileSourceTests : IDisposable
{
    private readonly FileSourceFixture _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeHub Hub => _files.Hub;

    [Fact]
    public async Task ReadAsync_FullFile_IsPushedWholeAndMovedToDone()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2), Row(3)));

        await _files.RunAsync(Token);

        var (pass, tallies) = Assert.Single(Hub.Passes);
        Assert.Equal(3UL, tallies.Accepted);
        Assert.Equal(("2026-11-01", PassEnd.Whole, 3UL, true), (pass.File.AsOf, pass.Close.End, pass.Close.RowsRead, pass.Close.ProvenComplete));
        Assert.Equal(["full_20261101.csv"], _files.Names("done"));
        Assert.Empty(_files.Names("reading"));
        Assert.Equal(new DateTime(2026, 10, 31, 16, 0, 0, DateTimeKind.Utc), Hub.Items().First().Change.SourceVersion.Time.ToDateTime());
    }

    [Fact]
    public async Task ReadAsync_SeveralFiles_AreReadInAsOfOrder()
    {
        _files.Drop("full_20261103.csv", Full(Row(1)));
        _files.Drop("changes_20261102.csv", Changes(Row(1)));
        _files.Drop("full_20261101.csv", Full(Row(1)));

        await _files.RunAsync(Token);

        Assert.Equal(["2026-11-01", "2026-11-02", "2026-11-03"], Hub.Passes.Select(p => p.Pass.File.AsOf));
    }

    [Fact]
    public async Task ReadAsync_SecondFullFile_SendsOnlyWhatDiffers()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2)));
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2), Row(3)));

        await _files.RunAsync(Token);

        var second = Hub.Batches[^1];
        Assert.Single(second.Items);
        Assert.Equal(2UL, second.RowsUnchanged);
        Assert.Equal(3UL, Hub.Passes[1].Tallies.Accepted + Hub.Passes[1].Tallies.Unchanged);
    }

    [Fact]
    public async Task ReadAsync_SameFileAgain_CountsItsRowsAsKnown()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2)));
        await _files.RunAsync(Token);
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2)));

        await _files.RunAsync(Token);

        Assert.Equal(PassEnd.AlreadyRead, Hub.Passes[1].Pass.Close.End);
        Assert.Equal(2UL, Hub.Passes[1].Tallies.Known);
        Assert.NotEqual(Hub.Passes[0].Pass.Id, Hub.Passes[1].Pass.Id);
        Assert.Equal(["2.full_20261101.csv", "full_20261101.csv"], _files.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_FreshDropFolderWithAllFilesAgain_KnowsEveryRow()
    {
        using var again = new FileSourceFixture();
        foreach (var folder in new[] { _files, again })
        {
            folder.Drop("changes_20261101.csv", Changes(Row(1), Row(2)));
            folder.Drop("changes_20261102.csv", Changes(Row(3)));
        }
        await _files.RunAsync(Token);

        await SourceDriver.RunAsync(again.Source(), Hub, Token);

        Assert.Equal((3UL, 3UL), (Hub.Sum.Accepted, Hub.Sum.Known));
    }

    [Fact]
    public async Task ReadAsync_WithoutAsOf_OnlyTheNewestBytesAreKnown()
    {
        _files.Drop("any1.csv", Changes(Row(1, certificate: "A")));
        await _files.RunAsync(Token);
        _files.Drop("any2.csv", Changes(Row(1, certificate: "B")));
        await _files.RunAsync(Token);
        _files.Drop("any3.csv", Changes(Row(1, certificate: "A")));
        _files.Drop("any4.csv", Changes(Row(1, certificate: "A")));

        await _files.RunAsync(Token);

        Assert.Equal([PassEnd.Whole, PassEnd.Whole, PassEnd.Whole, PassEnd.AlreadyRead], Hub.Passes.Select(p => p.Pass.Close.End));
    }

    [Fact]
    public async Task ReadAsync_AsOfBelowFloor_IsSetAsideWithReason()
    {
        Hub.Floor = "2026-11-05";
        _files.Drop("changes_20261104.csv", Changes(Row(1)));

        await _files.RunAsync(Token);

        var close = Assert.Single(Hub.Passes).Pass.Close;
        Assert.Equal(PassEnd.SetAside, close.End);
        Assert.Contains("2026-11-05", close.Reason, StringComparison.Ordinal);
        Assert.Empty(Hub.Items());
        Assert.Equal(["changes_20261104.csv", "changes_20261104.csv.report.txt"], _files.Names("failed"));
    }

    [Fact]
    public async Task ReadAsync_TwoContentsForOneAddress_AreBothAmbiguous()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2), Row(3)));
        await _files.RunAsync(Token);
        // The first of the two equals the live one: it is sent all the same.
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2), Row(2), Row(1, until: "2028-12-31")));

        await _files.RunAsync(Token);

        var sent = Hub.Batches[^1];
        Assert.Equal([1UL, 4UL], sent.Items.Select(i => i.Row));
        Assert.All(sent.Items, i => Assert.Equal(("kit.ambiguous", Severity.Error), (i.Violations[^1].Rule, i.Violations[^1].Severity)));
        Assert.Equal((2UL, 2UL), (Hub.Passes[1].Tallies.Held, Hub.Passes[1].Tallies.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_RowsInOrder_ALaterOneReplacesAnEarlier()
    {
        _files.Drop("ordered_20261101.csv", Changes(Row(1), Row(1, until: "2028-12-31")));

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 0UL), (Hub.Sum.Accepted, Hub.Sum.Held));
    }

    [Fact]
    public async Task ReadAsync_ExactRepeat_IsUnchanged()
    {
        _files.Drop("changes_20261101.csv", Changes(Row(1), Row(2), Row(1)));

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 1UL, 0UL), (Hub.Sum.Accepted, Hub.Sum.Unchanged, Hub.Sum.Held));
    }

    [Fact]
    public async Task ReadAsync_CompleteFile_TellsWhatIsAbsent()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2), Row(3)));
        _files.Drop("full_20261102.csv", Full(Row(1), Row(3)));

        await _files.RunAsync(Token);

        var absent = Assert.Single(Hub.Passes[1].Pass.Close.Absent);
        Assert.Equal("T1|A1", absent.Instance);
    }

    [Theory]
    [InlineData("#END,3\n", "3")]
    [InlineData("#END,x\n", "结尾行没有行数")]
    [InlineData("", "没有结尾行或清单")]
    [InlineData("#END,2\n\u3000,,,,\n", "结尾行之后还有数据")]
    public async Task ReadAsync_NotProvenComplete_DeletesNothingAndSaysSo(string trailer, string reason)
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2), Row(3)));
        _files.Drop("full_20261102.csv", $"{Header}\n{Row(1)}\n{Row(4)}\n{trailer}");

        await _files.RunAsync(Token);

        var close = Hub.Passes[1].Pass.Close;
        Assert.Equal((PassEnd.Whole, false), (close.End, close.ProvenComplete));
        Assert.Empty(close.Absent);
        Assert.Contains(reason, close.Reason, StringComparison.Ordinal);
        Assert.Equal(4UL, Hub.Sum.Accepted);
    }

    [Theory]
    [InlineData("""{"rows":2}""", true)]
    [InlineData("""{"rows":3}""", false)]
    [InlineData("""{"rows":"two"}""", false)]
    public async Task ReadAsync_Manifest_ProvesCompleteness(string manifest, bool proven)
    {
        _files.Drop("full_20261101.csv.manifest.json", manifest);
        _files.Drop("full_20261101.csv", $"{Header}\n{Row(1)}\n{Row(2)}\n");

        await _files.RunAsync(Token);

        Assert.Equal(proven, Assert.Single(Hub.Passes).Pass.Close.ProvenComplete);
        Assert.Equal(["full_20261101.csv", "full_20261101.csv.manifest.json"], _files.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_Gb18030_IsReadLikeUtf8()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2)).Replace("\n", "\r\n", StringComparison.Ordinal), Encoding.GetEncoding("GB18030"));
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2)));

        await _files.RunAsync(Token);

        Assert.Equal((2UL, 2UL), (Hub.Sum.Accepted, Hub.Sum.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMarkAndGz_AreRead()
    {
        _files.Drop("full_20261101.csv.gz", Gz("\uFEFF" + Full(Row(1), Row(2))));

        await _files.RunAsync(Token);

        Assert.Equal(2UL, Hub.Sum.Accepted);
    }

    [Fact]
    public async Task ReadAsync_RowOutOfScope_IsCountedOutsideTheSum()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2).Replace("示例企业2", "卫津南路2号", StringComparison.Ordinal)));

        await _files.RunAsync(Token);

        Assert.Equal((1UL, 1UL, 2UL), (Hub.Sum.Accepted, Hub.Sum.OutOfScope, Hub.Passes[0].Pass.Close.RowsRead));
    }

    [Fact]
    public async Task ReadAsync_HeldOnlyContentComesAgain_IsSentAgain()
    {
        _files.Drop("full_20261101.csv", Full(Row(1), Row(2, "?")));
        _files.Drop("full_20261102.csv", Full(Row(1), Row(2, "?")));

        await _files.RunAsync(Token);

        Assert.Equal((1UL, 1UL, 1UL, 1UL), (Hub.Sum.Accepted, Hub.Sum.Held, Hub.Sum.SeenAgain, Hub.Sum.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_LiveContentReturnsWhileNewerIsHeld_IsSent()
    {
        _files.Drop("changes_20261101.csv", Changes(Row(1)));
        _files.Drop("changes_20261102.csv", Changes(Row(2)));
        await _files.RunAsync(Token);
        Hub.Hold(Hub.LiveAddresses.First());
        _files.Drop("full_20261103.csv", Full(Row(1), Row(2)));

        await _files.RunAsync(Token);

        Assert.Single(Hub.Batches[^1].Items);
        Assert.Equal(1UL, Hub.Batches[^1].RowsUnchanged);
    }

    [Fact]
    public async Task ReadAsync_StoppedBeforeTheMove_MovesTheFileAtStartWithoutReadingItAgain()
    {
        _files.Drop("changes_20261101.csv", Changes(Row(1)));
        await SourceDriver.RunAsync(_files.Source(), Hub, Token, stopAfter: 1);
        Assert.Equal(["changes_20261101.csv"], _files.Names("reading"));

        await _files.RunAsync(Token);

        Assert.Single(Hub.Passes);
        Assert.Equal(["changes_20261101.csv"], _files.Names("done"));
    }

    [Fact]
    public async Task ReadAsync_FileVanishedInTheMiddle_ClosesItsPassAsFailed()
    {
        _files.Drop("changes_20261101.csv", Changes(Row(1), Row(2)));
        await SourceDriver.RunAsync(_files.Source(), Hub, Token, maxItems: 1, stopAfter: 1);
        File.Delete(Path.Combine(_files.Folder, "reading", "changes_20261101.csv"));
        _files.Drop("changes_20261102.csv", Changes(Row(3)));

        await _files.RunAsync(Token);

        Assert.Equal([PassEnd.Failed, PassEnd.Whole], Hub.Passes.Select(p => p.Pass.Close.End));
        Assert.Equal(2UL, Hub.Sum.Accepted);
    }

    [Fact]
    public async Task ReadAsync_UnfinishedAndForeignFiles_StayWhereTheyAre()
    {
        _files.Drop("full_20261101.csv.part", Full(Row(1)));
        _files.Drop(".full_20261102.csv", Full(Row(1)));
        _files.Drop("notes.txt", "x");

        await _files.RunAsync(Token);

        Assert.Empty(Hub.Batches);
        Assert.Equal(3, Directory.GetFiles(_files.Folder).Length);
    }

    public void Dispose() => _files.Dispose();
}
