using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub;

/// <summary>The hub without its network: store, log, views and the one writer over one data directory, opened and closed in order.</summary>
internal sealed class HubCore : IAsyncDisposable
{
    private readonly HubStore _store;
    private readonly RocksDbExchangeLog _log;
    private readonly ViewFollower _views;
    private readonly IntakeLoop _intake;
    private readonly bool _twoPeople;
    private int _disposed;

    private HubCore(HubStore store, TimeProvider time, ILoggerFactory loggers, HubOptions options)
    {
        _store = store;
        _log = new RocksDbExchangeLog(_store, time, loggers.CreateLogger<RocksDbExchangeLog>(), options.DigestAlgorithm);
        _views = new ViewFollower(_store, _log, time);
        _twoPeople = options.TwoPeople;
        Preparation = new BatchPreparation(TableCommands.RulesOf(new ViewRows(_store).Tables()));
        Observations = new Observations(time);
        _intake = new IntakeLoop(_log, _views, NewWriter(new ViewRows(_store), time), Observations);
    }

    public HubStore Store => _store;

    public IExchangeLog Log => _log;

    public IViews Views => _views;

    public IIntake Intake => _intake;

    public BatchPreparation Preparation { get; }

    public Observations Observations { get; }

    /// <summary>Completes, or fails, as soon as the writer or the views have ended: the hub cannot go on then.</summary>
    public Task Completion => Task.WhenAny(_intake.Completion, _views.Completion).Unwrap();

    /// <summary>Opens the data directory, replays what the views lack, and enters the ownership table if it is not there.</summary>
    /// <exception cref="HubException">The directory is in use, or its log is damaged.</exception>
    public static HubCore Open(HubOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var store = HubStore.Open(options.Data, options.AcceptLoss, options.NewEpoch);
        try
        {
            return new HubCore(store, time, loggers, options);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _intake.CloseAsync();
        await _views.CloseAsync();
        _log.Dispose();
        _store.Dispose();
    }

    /// <summary>A writer over rows of the views; one over a snapshot decides as the hub would, and what it lays out is thrown away.</summary>
    public Writer NewWriter(ViewRows rows, TimeProvider time) => new(rows, Preparation, Stamp, time, _log) { TwoPeople = _twoPeople };

    private void Stamp(Run run)
    {
        run.RuleSet = Preparation.Rules.Version;
        run.Contract = Preparation.Rules.Contract;
    }
}
