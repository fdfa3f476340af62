using DataBus.Adapters;
using DataBus.Adapters.Rereads;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Adapters.Rereads;

public sealed class AskedRowsTests
{
    [Fact]
    public void Take_ByPlaceByBytesOrByAddress_IsFound()
    {
        var asked = new AskedRows(
        [
            new Reread { Id = 1, File = new FileFacts { Sha256 = "a" }, Row = 7 },
            new Reread { Id = 2, RawHash = ByteString.CopyFrom(OriginHash.OfRaw("{\"n\":2}"u8)) },
            new Reread { Id = 3, Address = Addresses.Of(Label("C3")) },
        ]);

        asked.Take(new RereadRow(Item("C1", 7), "a"));
        asked.Take(new RereadRow(Item("C2", 2), "b"));
        asked.Take(new RereadRow(Item("C3", 3), "b"));
        asked.Take(new RereadRow(Item("C4", 7), "b"));
        asked.Take(new RereadRow(Item("C5", 5)));

        var batch = Assert.Single(asked.Batches("here"));
        Assert.Equal([("C1", 1UL), ("C2", 2UL), ("C3", 3UL)], batch.Items.Select(item => (item.Change.TierLabel.Certificate, item.Answers)));
        Assert.Equal(("here", "here", (Pass?)null), (batch.PositionBefore, batch.PositionAfter, batch.Pass));
    }

    [Fact]
    public void Take_EventOfAnotherId_IsNotFound()
    {
        var one = Event("E1");
        var asked = new AskedRows([new Reread { Id = 1, Address = Addresses.Of(one), EventId = "E1" }]);

        asked.Take(new RereadRow(new PushItem { Change = Event("E2"), Raw = ByteString.CopyFromUtf8("2") }));
        asked.Take(new RereadRow(new PushItem { Change = one, Raw = ByteString.CopyFromUtf8("1") }));

        Assert.Equal("E1", Assert.Single(asked.Batches("")).Items.Single().Change.LegalEvent.EventId);
    }

    [Fact]
    public void Batches_ManyRows_NameEachIdOnceWithItsLastRow()
    {
        var count = BatchBuilder.MaxItems + 10;
        var asked = new AskedRows([.. Enumerable.Range(1, count + 3).Select(id => new Reread { Id = (ulong)id, Address = Addresses.Of(Label($"C{id % (count + 1)}")) })]);
        // The first row's address stands again behind all others; three ids have no row.
        for (var number = 1; number <= count; number++)
            asked.Take(new RereadRow(Item($"C{number}", 0)));
        asked.Take(new RereadRow(Item("C1", 0)));

        var batches = asked.Batches("").ToList();

        Assert.Equal(2, batches.Count);
        Assert.Equal(Enumerable.Range(1, count + 3).Select(id => (ulong)id), batches.SelectMany(batch => batch.Reread).Order());
        Assert.Contains(1UL, batches[1].Reread);
        Assert.Contains((ulong)count + 1, batches[1].Reread);
        Assert.DoesNotContain(2UL, batches[1].Reread);
    }

    [Fact]
    public void Batches_NothingFound_StillNamesAll()
    {
        var asked = new AskedRows([.. Enumerable.Range(1, BatchBuilder.MaxItems + 1).Select(id => new Reread { Id = (ulong)id })]);

        var batches = asked.Batches("").ToList();

        Assert.Equal([BatchBuilder.MaxItems, 1], batches.Select(batch => batch.Reread.Count));
        Assert.All(batches, batch => Assert.Empty(batch.Items));
    }

    private static PushItem Item(string certificate, ulong row) =>
        new() { Change = Label(certificate), Row = row, Raw = ByteString.CopyFromUtf8($"{{\"n\":{row}}}") };

    private static Change Label(string certificate) => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
        TierLabel = new TierLabel { Code = "T1", Certificate = certificate },
    };

    private static Change Event(string id) => new()
    {
        Key = new Key { Kind = Kind.Achievement, Scheme = "patent", Value = "CN102307917" },
        LegalEvent = new LegalEvent { EventId = id },
    };
}
