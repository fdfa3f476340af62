using DataBus.Client;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Predicates;
using DataBus.V1;
using Delivery = DataBus.Client.Delivery;
using Subscription = DataBus.Hub.Delivery.Subscription;

namespace DataBus.Tests.Model;

/// <summary>Readers that follow the real hub, each with what it keeps; at each consistent mark that is compared with the log itself.</summary>
internal sealed class Readers(RealHub hub)
{
    private readonly Reader[] _readers = [.. Followed.All.Select(followed => new Reader(hub, followed))];

    public Task GoOnAsync(Step.Follow step) => _readers[step.Reader].GoOnAsync(step.Frames, step.Disconnect);

    /// <summary>The hub goes down: what is open breaks.</summary>
    public async Task DisconnectAsync()
    {
        foreach (var reader in _readers)
            await reader.DisconnectAsync();
    }

    /// <summary>Lets all that began read to the head, where each set must be consistent.</summary>
    public async Task FinishAsync()
    {
        foreach (var reader in _readers.Where(reader => reader.HasBegun))
            await reader.FinishAsync();
        await DisconnectAsync();
    }

    private sealed class Reader(RealHub hub, Followed followed)
    {
        private const int Many = 10_000;

        private readonly EntitySet _set = new();
        private IAsyncEnumerator<SubscribeResponse>? _frames;
        private SubscribeResponse? _last;
        private ulong _caughtUpAt;
        private bool _hadConsistent;

        public bool HasBegun => _last is not null;

        public async Task GoOnAsync(int frames, bool disconnect)
        {
            // At the head the next frame comes only with the next change.
            for (var i = 0; i < frames && _caughtUpAt != hub.Log.Head; i++)
            {
                _frames ??= Open();
                Assert.True(await _frames.MoveNextAsync());
                if (_frames.Current.Resync is { } resync)
                    await BeginAgainAsync(resync);
                else
                    Take(_frames.Current);
            }
            if (disconnect)
                await DisconnectAsync();
        }

        public async Task FinishAsync()
        {
            await GoOnAsync(Many, disconnect: false);
            Assert.True(_set.Consistent, $"{followed.Name}: caught up at {_caughtUpAt}, and not consistent");
        }

        public async Task DisconnectAsync()
        {
            if (_frames is not null)
                await _frames.DisposeAsync();
            _frames = null;
        }

        private IAsyncEnumerator<SubscribeResponse> Open()
        {
            var request = followed.Request.Clone();
            if (_last is not null)
                request.Bookmark = _last.Bookmark;
            var filter = RequestCheck.Demand(request, FieldView.Everything, Places.Sources, KnownCodes.OfTheContract);
            var start = Resumption.Of(request, filter, hub.Log);
            return new Subscription(new SharedTail(hub.Log), hub.Views, hub.Time, filter, start, () => FieldView.Everything)
                .FramesAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        }

        private void Take(SubscribeResponse frame)
        {
            Assert.Null(frame.Resync);
            Assert.Equal((_last?.LastRevision ?? 0) + 1, frame.FirstRevision);
            _set.Apply(Delivery.Of(frame));
            _last = frame;
            if (frame.CaughtUp is not null)
                _caughtUpAt = frame.LastRevision;
            if (frame.Consistent)
                Compare(frame.LastRevision);
        }

        // A trim has reached it; only who has had a consistent mark is told so.
        private async Task BeginAgainAsync(Resync resync)
        {
            Assert.Equal("BELOW_FLOOR", resync.Reason);
            Assert.True(_hadConsistent, $"{followed.Name} was in its snapshot at {_last?.LastRevision}, and that may go on");
            Assert.True(_last!.LastRevision + 1 < hub.Log.Floor);
            _set.Apply(Delivery.Of(new SubscribeResponse { Resync = resync }));
            (_last, _hadConsistent) = (null, false);
            await DisconnectAsync();
        }

        // What was consistent below a floor of now cannot be read in the log any more.
        private void Compare(ulong at)
        {
            _hadConsistent = true;
            if (at + 1 < hub.Log.Floor)
                return;
            var log = new Following();
            log.ReadAll(hub.Log, at);
            var matching = log.Contents.GroupBy(content => content.Key.Address.Key)
                .ToDictionary(entity => entity.Key, entity => followed.Matches([.. entity.Select(content => content.Value.Change)]));

            Same(
                log.Contents.Where(content => followed.Has(content.Key.Address, content.Value.Source) && matching[content.Key.Address.Key])
                    .Select(content => $"{content.Value.Revision} {content.Value.Change}"),
                _set.Contents.Select(content => $"{content.Revision} {content.Change}"),
                at);
            Same(
                log.Pending.Where(mark => followed.Has(mark.Key, mark.Value.Source) && (matching.TryGetValue(mark.Key.Key, out var matches) ? matches : followed.Matches([])))
                    .Select(mark => $"{mark.Value.Revision} {mark.Key}"),
                _set.Pending.Select(mark => $"{mark.Value.Revision} {mark.Key}"),
                at);
        }

        private void Same(IEnumerable<string> expected, IEnumerable<string> actual, ulong at)
        {
            var (wanted, held) = (expected.ToHashSet(), actual.ToHashSet());
            Assert.True(
                wanted.SetEquals(held),
                $"{followed.Name} at {at}: missing {string.Join("; ", wanted.Except(held))}, surplus {string.Join("; ", held.Except(wanted))}");
        }
    }
}
