namespace DataBus.Hub.Log;

/// <summary>Tells waiting readers that the head has moved. Carries no data, so it can neither overflow nor lose anything.</summary>
internal sealed class HeadSignal(ulong head)
{
    private ulong _head = head;
    private TaskCompletionSource _moved = New();

    /// <summary>The head.</summary>
    public ulong Head => Volatile.Read(ref _head);

    /// <summary>Moves the head and wakes all who wait.</summary>
    public void Move(ulong head)
    {
        Volatile.Write(ref _head, head);
        Interlocked.Exchange(ref _moved, New()).SetResult();
    }

    /// <summary>Completes as soon as the head is above <paramref name="seen"/>.</summary>
    public async Task WaitAsync(ulong seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal first: a move between the two lines completes the one that was taken.
            var moved = Volatile.Read(ref _moved).Task;
            if (Head > seen)
                return;
            await moved.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
