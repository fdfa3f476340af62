namespace DataBus.Hub.Delivery;

/// <summary>Counts the open streams.</summary>
internal sealed class Subscribers
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one stream until the answer is disposed.</summary>
    public IDisposable Enter()
    {
        _ = Interlocked.Increment(ref _count);
        return new Stream(this);
    }

    private sealed class Stream(Subscribers all) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref all._count);
    }
}
