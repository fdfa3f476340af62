using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Protos;

public sealed class OriginHashTests
{
    [Fact]
    public void Of_SameContentUnderOtherKeyVersionAndHubFacts_IsEqual()
    {
        var bare = new Change { Registration = new Registration { Name = "甲" } };
        var dressed = new Change
        {
            Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" },
            SourceVersion = new SourceVersion { Sequence = 7 },
            Hub = new HubFacts { Replaces = 3 },
            Registration = new Registration { Name = "甲" },
        };

        Assert.Equal(OriginHash.Of(bare), OriginHash.Of(dressed));
        Assert.Equal(OriginHash.Size, OriginHash.Of(bare).Length);
    }

    [Fact]
    public void Of_KnownContent_NeverChangesBetweenReleases()
    {
        var change = new Change { TierLabel = new TierLabel { Code = "T2", Certificate = "GR202512000001" } };

        Assert.Equal("6CC61826F7013D7341849F07FBE78D35", Convert.ToHexString(OriginHash.Of(change)));
    }

    [Theory]
    [InlineData("50", "50.00", true)]
    [InlineData("0", "-0", true)]
    [InlineData("0", "-0.00", true)]
    [InlineData("7.1", "007.10", true)]
    [InlineData("-7.1", "-07.1", true)]
    [InlineData("0.5", "0.50", true)]
    [InlineData("50", "500", false)]
    [InlineData("50", "-50", false)]
    [InlineData("0", "", false)]
    [InlineData("5e1", "50", false)]
    [InlineData("1,000", "1000", false)]
    public void Of_Amounts_CountByValue(string left, string right, bool equal)
    {
        var hashes = new[] { left, right }.Select(value => OriginHash.Of(new Change { Figure = new Figure { Value = value } })).ToArray();

        Assert.Equal(equal, hashes[0].SequenceEqual(hashes[1]));
    }

    [Fact]
    public void Of_SameTextInOtherFieldOrFacet_Differs()
    {
        var hashes = new[]
        {
            new Change { TierLabel = new TierLabel { Code = "1" } },
            new Change { TierLabel = new TierLabel { Certificate = "1" } },
            new Change { Registration = new Registration { Name = "1" } },
            new Change { LegalEvent = new LegalEvent { EventId = "1" } },
            new Change { Registration = new Registration() },
            new Change { Tombstone = new Tombstone() },
            new Change(),
        }.Select(change => Convert.ToHexString(OriginHash.Of(change)));

        Assert.Equal(7, hashes.Distinct().Count());
    }

    [Fact]
    public void Of_Tombstones_CountTheirAddress()
    {
        var first = OriginHash.Of(new Change { Tombstone = new Tombstone { Facet = "enterprise.rd_deduction", Instance = "2024" } });
        var second = OriginHash.Of(new Change { Tombstone = new Tombstone { Facet = "enterprise.rd_deduction", Instance = "2025" } });

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Of_ListsNestedMessagesAndTimes_CountInOrder()
    {
        var change = new Change { Pending = new Pending { Since = new Timestamp { Seconds = 5 }, Rules = { "a", "b" } } };
        var hash = OriginHash.Of(change);
        var reordered = change.Clone();
        reordered.Pending.Rules.Clear();
        reordered.Pending.Rules.Add(["b", "a"]);
        var later = change.Clone();
        later.Pending.Since.Nanos = 1;
        var joined = change.Clone();
        joined.Pending.Rules.Clear();
        joined.Pending.Rules.Add("ab");

        Assert.Equal(hash, OriginHash.Of(change.Clone()));
        Assert.All([reordered, later, joined], other => Assert.NotEqual(hash, OriginHash.Of(other)));
    }

    [Fact]
    public void Of_TextLongerThanTheFirstBuffer_IsHashedWhole()
    {
        var change = new Change { Registration = new Registration { Name = new string('津', 50_000) } };
        var hash = OriginHash.Of(change);
        change.Registration.Name += "南";

        Assert.NotEqual(hash, OriginHash.Of(change));
    }

    [Fact]
    public void OfRaw_SameBytes_AreKnownAgain()
    {
        Assert.Equal(OriginHash.OfRaw("a,b"u8), OriginHash.OfRaw("a,b"u8));
        Assert.NotEqual(OriginHash.OfRaw("a,b"u8), OriginHash.OfRaw("a,c"u8));
    }
}
