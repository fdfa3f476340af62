using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Model;

/// <summary>Compares all that the hub says of itself with the model.</summary>
internal sealed class StateCheck(ModelState model, IViewReader views)
{
    /// <summary>Throws at the first difference.</summary>
    public static void Compare(ModelState model, IViewReader views, IExchangeLog log)
    {
        var check = new StateCheck(model, views);
        foreach (var source in model.Sources.Values)
            check.CompareSource(source);
        check.CompareHeld();
        foreach (var address in model.Addresses)
            check.CompareAddress(address);

        var following = new Following();
        following.ReadAll(log);
        Assert.Empty(following.Problems);
        check.CompareFollower(following);
    }

    private void CompareSource(ModelSource source)
    {
        var row = views.FindSource(source.Name);

        Assert.NotNull(row);
        Same(source.Position, row.Position, source.Name, "position");
        Same(WireRows.AsOf(source.Floor), row.SourceFloor, source.Name, "source floor");
        Same(source.Tallies, row.Tallies ?? new Tallies(), source.Name, "tallies");
        Same(model.LiveOf(source.Name), (int)row.LiveAddresses, source.Name, "live addresses");
        Same(model.Held.Count(held => held.IsOpen && held.Source == source.Name), (int)row.OpenFailed, source.Name, "open failed pushes");
        Same(
            model.Held.Count(held => held is { IsOpen: true, Row.Kind: RowKind.Unkeyed } && held.Source == source.Name),
            (int)row.OpenUnkeyed, source.Name, "open unkeyed rows");
        var files = views.Passes(source.Name).Where(pass => pass.State.File is not null).Select(file => $"{file.State.File.Name} {file.State.End} {file.State.Tallies}");
        Assert.Equal(source.Files.Select(file => $"{ModelWire.FileName(file.File)} {file.End} {file.Tallies}"), files);
    }

    private void CompareHeld()
    {
        var rows = views.ScanHeld().ToList();

        Same(model.Held.Count, rows.Count, "desk", "failed pushes");
        for (var i = 0; i < rows.Count; i++)
        {
            var (expected, (id, actual)) = (model.Held[i], rows[i]);
            var name = $"{expected} (id {id})";
            Same(expected.State, actual.State, name, "state");
            Same(expected.Source, actual.Source, name, "source");
            Same(expected.Correction, actual.Correction, name, "correction notice");
            Same(expected.NeedsReview, actual.ReviewDue is not null, name, "review");
            Same(expected.Patched is not null, actual.Patched is not null, name, "patched");
            Same(expected.State == FailedState.Returned, actual.Due.Length > 0, name, "day of return");
            Same(expected.IsOpen ? expected.Failures : 0, expected.IsOpen ? (int)actual.SameCause : 0, name, "failures in a row");
            Same(expected.SeenAgain, (int)actual.SeenAgain, name, "seen again");
            if (expected.State == FailedState.Waiting)
                Same(expected.WaitsFor!.Ordinal, rows.FindIndex(row => row.Key == actual.WaitsFor), name, "waits for");
            Same(expected.Deletes.Count, actual.Entry.Deletes.Count, name, "deletes");
        }
    }

    private void CompareAddress(ModelAddress address)
    {
        var wire = WireRows.AddressOf(address.Place);
        var slot = views.FindSlot(AddressKey.Of(wire)) ?? new Slot();
        var name = $"place {address.Place}";
        var ids = views.ScanHeld().Select(row => row.Key).ToList();
        Assert.Equal(
            address.Open.Select(held => held.Ordinal).Order(),
            slot.Held.Select(held => ids.IndexOf(held.Id)).Order());
        Same(address.Pending, slot.Pending is not null, name, "pending");
        Same(address.MissingOnce, slot.MissingOnce, name, "missing once");
        if (address.IsEvent)
            CompareEvents(address, wire);
        else
            CompareSlot(address.Slots.GetValueOrDefault(0), slot, address.Place, name);
    }

    private void CompareEvents(ModelAddress address, Address wire)
    {
        foreach (var (number, slot) in address.Slots)
        {
            var actual = views.FindSlot(AddressKey.Of(wire, WireRows.EventIdOf(number))) ?? new Slot();
            CompareSlot(slot, actual, address.Place, $"place {address.Place} event {number}");
        }
    }

    private static void CompareSlot(ModelSlot? expected, Slot actual, int place, string name)
    {
        Same(expected?.Live is not null, actual is { Revision: > 0, Deleted: false }, name, "live");
        Same(expected?.Known ?? false, actual.Revision > 0, name, "ever accepted");
        if (expected is not { Known: true })
            return;
        Same(expected.IsMended, !actual.MendedHash.IsEmpty, name, "mended");

        if (!Places.All[place].IsEvent)
            Same(expected.Version with { Generation = 0 }, ModelWire.VersionOf(actual.Version), name, "version");
    }

    private void CompareFollower(Following following)
    {
        var expected = model.Addresses
            .SelectMany(address => address.Slots.Where(slot => slot.Value.Live is not null)
                .Select(slot => $"{address.Place}/{slot.Key}: {slot.Value.Live}"))
            .Order(StringComparer.Ordinal);
        var actual = following.Contents.Values.Select(content => ModelWire.Describe(content.Change)).Order(StringComparer.Ordinal);

        Assert.Equal(expected, actual);
        Assert.Equal(
            model.Addresses.Where(address => address.Pending).Select(address => KeyText.Format(WireRows.AddressOf(address.Place).Key)).Order(),
            following.Pending.Keys.Select(address => KeyText.Format(address.Key)).Order());
        foreach (var ((address, eventId), (change, revision, _)) in following.Contents)
        {
            var slot = views.FindSlot(AddressKey.Of(address, eventId))!;
            Same(revision, slot.Revision, KeyText.Format(address.Key), "revision");
            Same(ByteString.CopyFrom(OriginHash.Of(change)), HeldFindings.ContentHashOf(slot), KeyText.Format(address.Key), "hash of the content");
            Assert.False(views.IsSuperseded(revision), $"{revision} is live and counts as superseded");
        }
    }

    private static void Same<T>(T expected, T actual, string of, string what) =>
        Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} of {of}: the model says {expected}, the hub {actual}");
}
