using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DataBus.Client;

/// <summary>How a broken stream is opened again: for ever, with growing pauses, each said in the log.</summary>
internal sealed class StreamRetry(DataBusOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Repeats what fails in passing.</summary>
    /// <param name="revision">Where the stream stands.</param>
    public ResiliencePipeline Pipeline(Func<ulong> revision) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(ForEver(revision)).Build();

    /// <summary>Says that the stream goes on.</summary>
    public void Resumed(ulong revision) => logger.SubscriptionResumed(options.Hub, revision);

    private RetryStrategyOptions ForEver(Func<ulong> revision) => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<DataBusException>(error => error.IsTransient),
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
            return ValueTask.CompletedTask;
        },
    };
}
