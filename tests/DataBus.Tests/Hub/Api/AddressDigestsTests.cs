using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class AddressDigestsTests : IAsyncLifetime
{
    private const string Source = "science.tier-labels";
    private const int Buckets = 64;

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Owner => HubFixture.Caller(source: Source);

    private IntakeService.IntakeServiceClient Intake => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task DigestAddresses_OfWhatTheSourceHasToo_DifferWhereItDiffersAndNowhereElse()
    {
        var labels = Enumerable.Range(0, 500).Select(number => Samples.Label($"C{number}")).ToArray();
        await _hub.PushAsync(Source, labels);
        var own = new AddressDigests(Buckets);
        var altered = labels[7].Clone();
        altered.TierLabel.Batch = "altered behind the adapter's back";
        foreach (var label in labels.Skip(8).Concat(labels.Take(6)).Append(altered))
            own.Add(Addresses.Of(label)!, OriginHash.Of(label));

        var told = await Intake.DigestAddressesAsync(new DigestAddressesRequest { Source = Source, BucketCount = Buckets }, Owner, cancellationToken: Token);

        int[] expected = [AddressDigests.BucketOf(Addresses.Of(labels[6])!, Buckets), AddressDigests.BucketOf(Addresses.Of(labels[7])!, Buckets)];
        Assert.Equal(expected.Distinct().Order(), AddressDigests.Differing(own.All(), told.Digests));
        Assert.Equal(500, told.Digests.Sum(digest => digest.Count));
    }

    [Fact]
    public async Task ListAddresses_OfSomeBuckets_GivesExactlyTheirs()
    {
        await _hub.PushAsync(Source, [.. Enumerable.Range(0, 200).Select(number => Samples.Label($"C{number}"))]);
        var request = new ListAddressesRequest { Source = Source, Buckets = { 3, 9 }, BucketCount = Buckets };

        using var call = Intake.ListAddresses(request, Owner, cancellationToken: Token);
        var listed = new List<Address>();
        while (await call.ResponseStream.MoveNext(Token))
            listed.AddRange(call.ResponseStream.Current.Addresses.Select(state => state.Address));

        var expected = Enumerable.Range(0, 200).Select(number => Addresses.Of(Samples.Label($"C{number}"))!)
            .Where(address => AddressDigests.BucketOf(address, Buckets) is 3 or 9);
        Assert.Equal(expected.Select(address => address.Instance).Order(StringComparer.Ordinal), listed.Select(address => address.Instance).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(65_537u)]
    public async Task DigestAddresses_TooFewOrManyBuckets_IsInvalid(uint buckets)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Intake.DigestAddressesAsync(
            new DigestAddressesRequest { Source = Source, BucketCount = buckets }, Owner, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task DigestAddresses_ByAnother_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Intake.DigestAddressesAsync(
            new DigestAddressesRequest { Source = Source, BucketCount = 1 }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }
}
