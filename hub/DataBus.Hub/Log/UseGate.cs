namespace DataBus.Hub.Log;

/// <summary>Lets any number of users in until it is closed; closing waits for those inside. Costs two interlocked steps a use.</summary>
internal sealed class UseGate
{
    // Users inside; int.MinValue more once closed.
    private int _users;

    /// <summary>Enters; leaving is disposing.</summary>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    public Pass Enter()
    {
        if (Interlocked.Increment(ref _users) > 0)
            return new Pass(this);
        Leave();
        throw new ObjectDisposedException(nameof(UseGate), "The log is closed.");
    }

    /// <summary>Closes, and waits until nobody is inside.</summary>
    /// <returns>True: nobody is inside any more. False: it was closed before, or somebody stays longer than the patience.</returns>
    public bool Close(TimeSpan patience)
    {
        int users;
        do
        {
            users = Volatile.Read(ref _users);
            if (users < 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref _users, users + int.MinValue, users) != users);
        return SpinWait.SpinUntil(() => Volatile.Read(ref _users) == int.MinValue, patience);
    }

    private void Leave() => _ = Interlocked.Decrement(ref _users);

    /// <summary>One user's stay.</summary>
    public readonly struct Pass(UseGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
