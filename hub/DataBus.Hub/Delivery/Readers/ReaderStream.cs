using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>The open stream of a name. Ends when it is disposed, or by another's doing, and says by whose.</summary>
internal sealed class ReaderStream(NamedReader reader, DeliveryPosition start) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Refusal? _reason;

    /// <summary>How far it has sent.</summary>
    public SentSoFar Sent { get; private set; } = SentSoFar.From(start);

    /// <summary>Passes frames on until the stream is ended.</summary>
    /// <exception cref="HubException">It was ended by another's doing.</exception>
    public async IAsyncEnumerable<SubscribeResponse> WatchAsync(
        Subscription subscription, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        await using var frames = subscription.FramesAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(frames))
        {
            // Before it is written: its reader may acknowledge it before the write has returned here.
            if (Bookmark.Read(frames.Current.Bookmark) is { } bookmark)
                Sent = Sent.Then(bookmark.Position);
            yield return frames.Current;
        }
    }

    /// <summary>Ends it.</summary>
    public void End(Refusal reason)
    {
        _reason = reason;
        _end.Cancel();
    }

    // The source of the token lives on: who takes over may be ending it at this moment.
    public void Dispose() => reader.Left(this);

    private async Task<bool> NextAsync(IAsyncEnumerator<SubscribeResponse> frames)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (OperationCanceledException) when (_reason is { } reason)
        {
            throw new HubException(reason);
        }
    }
}
