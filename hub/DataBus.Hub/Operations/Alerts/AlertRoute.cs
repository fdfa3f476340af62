using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>A channel with its patience: a few tries at once; then it is left alone until the next look.</summary>
internal sealed class AlertRoute
{
    private const int Retries = 2;
    private static readonly TimeSpan _firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(20);

    private readonly AlertMetrics _metrics;
    private readonly ILogger<AlertRoute> _logger;
    private readonly ResiliencePipeline _tries;

    public AlertRoute(IAlertChannel channel, AlertMetrics metrics, TimeProvider time, ILogger<AlertRoute> logger)
    {
        Channel = channel;
        _metrics = metrics;
        _logger = logger;
        _tries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<AlertSendException>().Handle<TimeoutRejectedException>(),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _firstDelay,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = _answerTimeout })
            .Build();
    }

    public IAlertChannel Channel { get; }

    /// <summary>Sends a message; says in the log why if it could not.</summary>
    /// <returns>Whether the other side has taken it.</returns>
    public async Task<bool> TrySendAsync(AlertMessage message, bool toSecond, CancellationToken cancellationToken)
    {
        try
        {
            await _tries.ExecuteAsync(async token => await Channel.SendAsync(message, toSecond, token), cancellationToken);
            _metrics.Count(Channel.Name, sent: true);
            return true;
        }
        catch (Exception failure) when (failure is AlertSendException or TimeoutRejectedException)
        {
            _metrics.Count(Channel.Name, sent: false);
            _logger.NotSent(message.Subject, Channel.Name, failure.Message);
            return false;
        }
    }
}
