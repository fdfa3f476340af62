namespace DataBus.Hub.Delivery;

/// <summary>Counts the open streams.</summary>
internal sealed class Subscribers
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave() => Interlocked.Decrement(ref _count);
}
