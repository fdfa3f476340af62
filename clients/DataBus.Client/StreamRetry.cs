using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DataBus.Client;

/// <summary>How a broken stream is opened again: for ever, with growing pauses, each said in the log and to who asked for it.</summary>
internal sealed class StreamRetry(DataBusOptions options, TimeProvider time, ILogger logger, StreamNotices notices)
{
    private const string DeliveryClosed = "DELIVERY_CLOSED";

    /// <summary>Repeats what fails in passing.</summary>
    /// <param name="revision">Where the stream stands.</param>
    /// <param name="waitsWhileClosed">Whether delivery that is closed is waited out.</param>
    public ResiliencePipeline Pipeline(Func<ulong> revision, bool waitsWhileClosed = true) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(ForEver(revision, waitsWhileClosed)).Build();

    /// <summary>Says that the stream goes on.</summary>
    public void Resumed(ulong revision)
    {
        logger.SubscriptionResumed(options.Hub, revision);
        notices.Resumed?.Invoke();
    }

    private RetryStrategyOptions ForEver(Func<ulong> revision, bool waitsWhileClosed) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<DataBusException>(error => error.IsTransient && (waitsWhileClosed || error.Reason != DeliveryClosed)),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = options.MaxRetryDelay,
        DelayGenerator = static arguments =>
            new ValueTask<TimeSpan?>((arguments.Outcome.Exception as DataBusException)?.RetryAfter),
        OnRetry = arguments =>
        {
            logger.SubscriptionBroke(options.Hub, revision(), arguments.Outcome.Exception?.Message ?? "", arguments.RetryDelay);
            if (arguments.Outcome.Exception is DataBusException broken)
                notices.Broke?.Invoke(broken);
            return ValueTask.CompletedTask;
        },
    };
}
