using System.Security.Cryptography;
using System.Text;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Protos;

public sealed class SetDigestsTests
{
    // The row that digest.proto has as its example; place and digest were made by another program.
    private const string Place = "cea0de53b45bf54cdda902a91dc2fb3b22403a37ea54a9b306fe08ea157261c0";
    private const string Digest = "d8ff077ef2148f6ed32afac41fed811c2e601c754e618c7d8c9a8ec4c0528157";

    private static byte[] Name { get; } = SetDigests.NameOf("platform/local/a:1", "platform.profile", "", "");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Add_TheContractsExample_HasItsPlaceAndDigest(int depth)
    {
        var digests = new SetDigests(depth);

        digests.Add(Name, 5);

        Assert.Equal(Place, Convert.ToHexStringLower(SHA256.HashData(Name)));
        var bucket = Assert.Single(digests.All());
        Assert.Equal((Place[..(2 * depth)], 1UL, Digest), (Convert.ToHexStringLower(bucket.Prefix.Span), bucket.Count, Convert.ToHexStringLower(bucket.Digest.Span)));
        Assert.Contains(Digest, File.ReadAllText(Adapters.Bureaus.Repository.Path("protos", "databus", "v1", "digest.proto")), StringComparison.Ordinal);
    }

    [Fact]
    public void Differing_RowsLostDoubledAndStale_AreTheirBuckets()
    {
        var names = Enumerable.Range(0, 2_000).Select(number => Encoding.UTF8.GetBytes($"row {number}")).ToArray();
        var hub = Of(names.Select(name => (name, 1UL)));
        var same = Of(names.Reverse().Select(name => (name, 1UL)));
        var other = Of([(names[0], 2UL), .. names.Skip(2).Append(names[7]).Select(name => (name, 1UL))]);

        Assert.Empty(SetDigests.Differing(hub, same));
        Assert.Equal(
            new[] { names[0], names[1], names[7] }.Select(PrefixOf).Order(StringComparer.Ordinal).Distinct(),
            SetDigests.Differing(other, hub).Select(prefix => Convert.ToHexStringLower(prefix.Span)).Order(StringComparer.Ordinal));
        var prefixes = SetDigests.Differing(hub, other).ToHashSet();
        Assert.True(SetDigests.IsWithin(names[1], prefixes));
        Assert.Equal(names.Count(name => prefixes.Contains(ByteString.CopyFrom(SHA256.HashData(name), 0, 2))), names.Count(name => SetDigests.IsWithin(name, prefixes)));
    }

    private static BucketDigest[] Of(IEnumerable<(byte[] Name, ulong Revision)> rows)
    {
        var digests = new SetDigests(2);
        foreach (var (name, revision) in rows)
            digests.Add(name, revision);
        return [.. digests.All()];
    }

    private static string PrefixOf(byte[] name) => Convert.ToHexStringLower(SHA256.HashData(name).AsSpan(0, 2));
}
