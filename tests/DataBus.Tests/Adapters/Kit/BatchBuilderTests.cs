using DataBus.Adapters;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Adapters.Kit;

public sealed class BatchBuilderTests
{
    private readonly Pass _pass = new() { Id = "p", Mode = PassMode.Changes };

    [Fact]
    public void Add_ManyBytes_SplitsAndChainsPositions()
    {
        var builder = new BatchBuilder("0");
        var steps = Enumerable.Range(1, 10).Select(i => Step($"{i}", size: 300_000));

        var batches = steps.SelectMany(builder.Add).ToList();
        batches.Add(builder.Rest()!);

        Assert.Equal(10, batches.Sum(b => b.Items.Count));
        Assert.All(batches, b => Assert.InRange(b.CalculateSize(), 1, 4 * 1024 * 1024));
        Assert.Equal(batches.Skip(1).Select(b => b.PositionBefore), batches.SkipLast(1).Select(b => b.PositionAfter));
        Assert.Equal(("0", "10"), (batches[0].PositionBefore, batches[^1].PositionAfter));
    }

    [Fact]
    public void Add_AnotherPassOrAClose_EndsTheBatch()
    {
        var builder = new BatchBuilder("0");

        var batches = new[]
        {
            Step("1"), Step("2") with { Close = new PassClose { End = PassEnd.Whole } }, Step("3") with { Pass = new Pass { Id = "q" } }, Step("4"),
        }.SelectMany(builder.Add).ToList();

        Assert.Equal(["p", "q"], batches.Select(b => b.Pass.Id));
        Assert.Equal([2, 1], batches.Select(b => b.Items.Count));
        Assert.NotNull(batches[0].Pass.Close);
        Assert.Equal("4", builder.Rest()!.PositionAfter);
        Assert.Null(builder.Rest());
    }

    [Fact]
    public void Add_Counts_AreSummed()
    {
        var builder = new BatchBuilder("0");
        var steps = new[]
        {
            new SourceStep("1") { Pass = _pass, Unchanged = 1 }, new SourceStep("2") { Pass = _pass, Unchanged = 1 },
            new SourceStep("3") { Pass = _pass, Known = 5 }, new SourceStep("4") { Pass = _pass, OutOfScope = 1 },
        };

        Assert.Empty(steps.SelectMany(builder.Add));
        var batch = builder.Rest()!;

        Assert.Equal((2UL, 5UL, 1UL, "4"), (batch.RowsUnchanged, batch.RowsKnown, batch.RowsOutOfScope, batch.PositionAfter));
    }

    [Fact]
    public void Add_ItemOverTheLimit_BecomesAHeldRowInsteadOfALoop()
    {
        var builder = new BatchBuilder("0");
        var item = new PushItem { Row = 7, Change = new Change { Registration = new Registration { Name = new string('x', 5_000_000) } } };

        _ = builder.Add(new SourceStep("1") { Pass = _pass, Item = item }).ToList();
        var sent = Assert.Single(builder.Rest()!.Items);

        Assert.Null(sent.Change);
        Assert.Equal((7UL, "kit.too_large"), (sent.Row, Assert.Single(sent.Violations).Rule));
    }

    private SourceStep Step(string position, int size = 10) =>
        new(position) { Pass = _pass, Item = new PushItem { Raw = ByteString.CopyFrom(new byte[size]) } };
}
