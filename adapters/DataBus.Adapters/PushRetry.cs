using DataBus.Client;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace DataBus.Adapters;

/// <summary>
/// Repeats what failed for a while: backoff with jitter, a circuit breaker, a limit to the wait for one answer. It never
/// gives up on a hub or a bureau that does not answer; anything else goes through.
/// </summary>
internal sealed class PushRetry
{
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _breakDuration = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly bool _once;
    private readonly ResiliencePipeline _pushes;
    private readonly ResiliencePipeline _answers;
    private DateTimeOffset? _refusedSince;

    /// <summary>Makes the retry of one source.</summary>
    /// <param name="source">The source, for the log.</param>
    /// <param name="hub">The hub's address, for the log.</param>
    /// <param name="once">True: a source that somebody else holds ends the run after 30 s, one that is paused at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where each wait is said.</param>
    public PushRetry(string source, string hub, bool once, TimeProvider time, ILogger<PushRetry> logger)
    {
        _time = time;
        _once = once;
        var handled = new PredicateBuilder().Handle<Exception>(IsTransient);
        _pushes = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => IsTransient(e) || e is BrokenCircuitException),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _firstDelay,
                MaxDelay = _maxDelay,
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as DataBusException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    logger.PushFailed(source, arguments.RetryDelay, Reason(arguments.Outcome.Exception, hub));
                    return ValueTask.CompletedTask;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = handled,
                FailureRatio = 1,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = _breakDuration,
            })
            .Build();
        _answers = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(new TimeoutStrategyOptions { Timeout = _answerTimeout }).Build();
    }

    /// <summary>Runs a push, again and again until it does not fail for a while.</summary>
    public async ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> push, CancellationToken cancellationToken)
    {
        var result = await _pushes.ExecuteAsync(push, cancellationToken);
        _refusedSince = null;
        return result;
    }

    /// <summary>Waits for one answer of the hub, but not for ever.</summary>
    public ValueTask<T> AnswerAsync<T>(Task<T> answer, CancellationToken cancellationToken) =>
        _answers.ExecuteAsync(static async (task, token) => await task.WaitAsync(token), answer, cancellationToken);

    /// <summary>Tells whether the same may succeed later.</summary>
    public bool IsTransient(Exception exception) => exception switch
    {
        SourceUnavailableException or TimeoutRejectedException => true,
        // Nobody lets a paused source go on within the seconds that a run with --once would wait.
        DataBusException { Reason: "SOURCE_PAUSED" } when _once => false,
        DataBusException { Code: StatusCode.FailedPrecondition } => IsWorthWaiting(),
        DataBusException e => e.IsTransient,
        _ => false,
    };

    private static string Reason(Exception? exception, string hub) => exception switch
    {
        DataBusException { Code: StatusCode.Unavailable } e => $"The hub {hub} does not answer: {e.Message}",
        BrokenCircuitException => $"The hub {hub} or the bureau's system failed again and again; waiting before the next try.",
        _ => exception?.Message ?? "",
    };

    // Somebody else holds the lease (perhaps our own process before this one), or the source is paused.
    private bool IsWorthWaiting()
    {
        _refusedSince ??= _time.GetUtcNow();
        return !_once || _time.GetUtcNow() - _refusedSince < _patience;
    }
}
