using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Predicates;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Delivery;

public sealed class ResumptionTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly SubscribeRequest _request = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Of_BookmarkOfTheHead_GoesOnThere()
    {
        _log.PushNothing();

        var resumption = Resume(Mark());

        Assert.Null(resumption.Resync);
        Assert.Equal(_log.Log.Head, resumption.Position.Revision);
    }

    [Fact]
    public void Of_AnyByteOfTheBookmarkChanged_IsInvalid()
    {
        var bytes = Mark().Write().ToByteArray();

        for (var i = 0; i < bytes.Length; i++)
        {
            var forged = (byte[])bytes.Clone();
            forged[i] ^= 1;

            var error = Assert.Throws<HubException>(() => Resume(ByteString.CopyFrom(forged)));

            Assert.Equal("bookmark", Assert.Single(error.Refusal.Violations).Field);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void Of_NoBookmarkAtAll_IsInvalid(string text)
    {
        Assert.Throws<HubException>(() => Resume(ByteString.CopyFromUtf8(text)));
    }

    [Fact]
    public void Of_BookmarkOfAnotherRequest_IsInvalid()
    {
        var other = new SubscribeRequest { Kinds = { Kind.Platform }, Bookmark = Mark().Write() };

        Assert.Throws<HubException>(() => Resumption.Of(other, new Filter(other, FieldView.Everything), _log.Log));
    }

    [Fact]
    public void Of_BookmarkOfOtherRights_GivesResync()
    {
        var reader = FieldView.Of(TestCallers.Reader, []);

        var resumption = Resumption.Of(new SubscribeRequest { Bookmark = Mark().Write() }, new Filter(_request, reader), _log.Log);

        Assert.Equal("RIGHTS_CHANGED", resumption.Resync?.Reason);
    }

    [Fact]
    public void Of_BookmarkThatTheLogDoesNotHave_SaysWhy()
    {
        _log.PushNothing();
        var good = Mark();

        Assert.Equal("EPOCH_CHANGED", Resume(good with { Epoch = "another" }).Resync?.Reason);
        Assert.Equal("BEYOND_HEAD", Resume(good with { Position = DeliveryPosition.After(_log.Log.Head + 1) }).Resync?.Reason);
        Assert.Equal("BEYOND_HEAD", Resume(good with { Position = new DeliveryPosition(1, _log.Log.Head + 1, 0) }).Resync?.Reason);
        Assert.Equal("HISTORY_CHANGED", Resume(good with { Chain = good.Chain ^ 1 }).Resync?.Reason);
    }

    [Fact]
    public void Demand_SeveralThingsWrong_NamesThemAll()
    {
        var request = new SubscribeRequest
        {
            Kinds = { Kind.Unspecified, (Kind)99 },
            Keys = { new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285C" } },
            Facets = { "enterprise.nothing" },
            Now = false,
        };

        var error = Assert.Throws<HubException>(() => RequestCheck.Demand(request, FieldView.Everything, ["tax.rd-deduction", "science.platforms"], KnownCodes.OfTheContract));

        Assert.Equal(["kinds[0]", "kinds[1]", "keys[0]", "facets[0]", "now"], error.Refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Demand_TooManyKeys_IsInvalid()
    {
        var request = new SubscribeRequest();
        request.Keys.Add(Enumerable.Repeat(new Key { Kind = Kind.Indicator, Scheme = "code", Value = "JN-01" }, 10_001));

        Assert.Throws<HubException>(() => RequestCheck.Demand(request, FieldView.Everything, ["tax.rd-deduction", "science.platforms"], KnownCodes.OfTheContract));
    }

    private Resumption Resume(Bookmark bookmark) => Resume(bookmark.Write());

    private Resumption Resume(ByteString bookmark) => Resumption.Of(
        new SubscribeRequest { Bookmark = bookmark }, new Filter(_request, FieldView.Everything), _log.Log);

    private Bookmark Mark()
    {
        var head = _log.Log.Find(_log.Log.Head)!;
        return new Bookmark(
            _log.Log.Epoch,
            DeliveryPosition.After(head.LastRevision),
            new Filter(_request, FieldView.Everything).RequestDigest,
            new Filter(_request, FieldView.Everything).RightsDigest,
            Bookmark.ChainOf(head.Chain));
    }
}
