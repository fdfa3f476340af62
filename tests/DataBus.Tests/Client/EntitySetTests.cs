using DataBus.Client;
using DataBus.V1;

namespace DataBus.Tests.Client;

public sealed class EntitySetTests
{
    private static readonly Key _enterprise = new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" };
    private static readonly Key _patent = new() { Kind = Kind.Achievement, Scheme = "patent", Value = "CN102307917" };
    private static readonly Address _registration = new() { Key = _enterprise, Facet = "enterprise.registration" };

    private readonly EntitySet _set = new();

    [Fact]
    public void Apply_NewerContent_ReplacesByAddress()
    {
        _set.Apply(At(1, Named("旧")));
        _set.Apply(At(2, Named("新")));

        Assert.True(_set.TryGet(_registration, "", out var content));
        Assert.Equal(("新", 2UL), (content.Change.Registration.Name, content.Revision));
        Assert.Equal((1, 2UL), (_set.Count, _set.Revision));
    }

    [Fact]
    public void CountByFacet_ContentsAndEvents_CountsEachLiveOne()
    {
        _set.Apply(At(1, Named("甲")));
        _set.Apply(At(2, new Change { Key = _patent, LegalEvent = new LegalEvent { EventId = "1" } }));
        _set.Apply(At(3, new Change { Key = _patent, LegalEvent = new LegalEvent { EventId = "2" } }));

        var counts = _set.CountByFacet();

        Assert.Equal([("achievement.legal_event", 2), ("enterprise.registration", 1)], counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void CountOf_KeysThatAContentStatesToBeOne_CountOnceAsLongAsItSaysSo()
    {
        var local = new Key { Kind = Kind.Enterprise, Scheme = "local", Value = "bank.opening-steps:4711" };
        var step = new Change { Key = local, OpeningStep = new OpeningStep { Step = "4", Uscc = _enterprise.Value } };
        _set.Apply(At(1, Named("甲")));
        _set.Apply(At(2, step));
        var joined = (_set.Count, _set.CountOf(Kind.Enterprise), _set.CountOf(Kind.Platform));
        var alone = step.Clone();
        alone.OpeningStep.Uscc = "";

        _set.Apply(At(3, alone));

        Assert.Equal((1, 1, 0), joined);
        Assert.Equal(2, _set.CountOf(Kind.Enterprise));
    }

    [Fact]
    public void Apply_OldDeliveryAgain_ChangesNothing()
    {
        _set.Apply(At(1, Named("旧")));
        _set.Apply(At(2, Named("新")));
        _set.Apply(At(1, Named("旧")));

        Assert.True(_set.TryGet(_registration, "", out var content));
        Assert.Equal("新", content.Change.Registration.Name);
        Assert.Equal((1, 2UL), (_set.Count, _set.Revision));
    }

    [Fact]
    public void Apply_Tombstone_DropsTheEntityWithItsLastContent()
    {
        _set.Apply(At(1, Named("甲")));
        _set.Apply(At(2, new Change { Key = _enterprise, TierLabel = new TierLabel { Code = "T1", Certificate = "2025" } }));
        var kept = _set.CountOf(Kind.Enterprise);
        _set.Apply(At(3, new Change { Key = _enterprise, Tombstone = new Tombstone { Facet = "enterprise.registration" } }));
        var stillKept = _set.Count;
        _set.Apply(At(4, new Change { Key = _enterprise, Tombstone = new Tombstone { Facet = "enterprise.tier_label", Instance = "T1|2025" } }));

        Assert.Equal((1, 1, 0), (kept, stillKept, _set.Count));
        Assert.Empty(_set.Contents);
    }

    [Fact]
    public void Apply_EventsOfOneAddress_AreToldApartByTheirId()
    {
        _set.Apply(At(1, Event("e1")));
        _set.Apply(At(2, Event("e2")));
        _set.Apply(At(3, Event("e2")));

        Assert.Equal((2, 1), (_set.Contents.Count, _set.Count));

        _set.Apply(At(4, new Change { Key = _patent, Tombstone = new Tombstone { Facet = "achievement.legal_event" } }));

        Assert.Equal((0, 0), (_set.Contents.Count, _set.Count));
    }

    [Fact]
    public void Apply_PendingMark_LastsUntilItsEnd()
    {
        _set.Apply(At(1, Named("甲")));
        _set.Apply(At(2, new Change { Key = _enterprise, Pending = new Pending { Facet = "enterprise.registration", Rules = { "r" } } }));
        var marked = _set.Pending.ContainsKey(_registration);
        _set.Apply(At(3, new Change { Key = _enterprise, Pending = new Pending { Facet = "enterprise.registration", Ended = true } }));
        var ended = _set.Pending.Count;
        _set.Apply(At(4, new Change { Key = _enterprise, Pending = new Pending { Facet = "enterprise.registration" } }));
        var sound = Named("乙");
        sound.Hub = new HubFacts { EndsPending = 4, Replaces = 1 };
        _set.Apply(At(5, sound));

        Assert.True(marked);
        Assert.Equal((0, 0), (ended, _set.Pending.Count));
        Assert.Equal(1, _set.Count);
    }

    [Fact]
    public void Apply_Resync_ForgetsEverything()
    {
        _set.Apply(At(7, Named("甲")));

        _set.Apply(Delivery.Of(new SubscribeResponse { Resync = new Resync { Reason = "EPOCH_CHANGED" } }));

        Assert.Equal((0, 0UL), (_set.Count, _set.Revision));
    }

    [Fact]
    public void Of_SparseRun_TakesItsRevisions()
    {
        var frame = new SubscribeResponse { Changes = { Named("甲"), Named("乙") }, FirstRevision = 1, LastRevision = 9 };
        frame.Runs.Add(new Run { FirstRevision = 3, Count = 6, Revisions = { 3, 8 } });

        var delivery = Delivery.Of(frame);

        Assert.Equal([3UL, 8UL], delivery.Changes.Select(change => change.Revision));
    }

    [Fact]
    public void Of_RunsThatDoNotFit_Throws()
    {
        var frame = new SubscribeResponse { Changes = { Named("甲"), Named("乙") }, Runs = { new Run { FirstRevision = 3, Count = 1 } } };

        Assert.Equal("UNSOUND_FRAME", Assert.Throws<DataBusException>(() => Delivery.Of(frame)).Reason);
    }

    private static Change Named(string name) => new() { Key = _enterprise, Registration = new Registration { Name = name } };

    private static Change Event(string id) => new() { Key = _patent, LegalEvent = new LegalEvent { EventId = id } };

    private static Delivery At(ulong revision, Change change) => Delivery.Of(new SubscribeResponse
    {
        Changes = { change },
        Runs = { new Run { FirstRevision = revision, Count = 1 } },
        FirstRevision = revision,
        LastRevision = revision,
    });
}
