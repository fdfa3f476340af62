using System.Collections.Concurrent;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Knows the open streams, and what each would see.</summary>
internal sealed class Subscribers(IExchangeLog log)
{
    private readonly ConcurrentDictionary<Stream, Func<Change, bool>> _streams = new();

    /// <summary>What they read.</summary>
    public SharedTail Tail { get; } = new(log);

    public int Count => _streams.Count;

    /// <summary>Counts one stream until the answer is disposed.</summary>
    /// <param name="sees">Whether its reader would see a change.</param>
    public IDisposable Enter(Func<Change, bool> sees)
    {
        var stream = new Stream(this);
        _streams[stream] = sees;
        return stream;
    }

    /// <summary>How many streams fulfil a condition on what they see.</summary>
    public int CountWho(Func<Func<Change, bool>, bool> fulfils) => _streams.Values.Count(fulfils);

    private sealed class Stream(Subscribers all) : IDisposable
    {
        public void Dispose() => all._streams.TryRemove(this, out _);
    }
}
