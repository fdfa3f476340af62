using DataBus.Hub.Access;
using DataBus.Hub.Api;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Movements;
using DataBus.Hub.Intake;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators.Movements;

/// <summary>A hub core with the bureaus that figures rest on, whose clock moves on, and whose figures are frozen now and then.</summary>
internal sealed class MeetingWorld : IAsyncDisposable
{
    private readonly CoreFixture _hub = new();
    private readonly Dictionary<string, SourceDriver> _sources = [];
    private readonly FigurePublisher _figures;
    private readonly MovementAnswers _answers;

    private MeetingWorld()
    {
        _figures = new FigurePublisher(_hub.Core.Log, _hub.Core.Views, new HubSource(_hub.Core.Intake, _hub.Core.Preparation), _hub.Time);
        _answers = new MovementAnswers(_hub.Core.Log, new FigureCalculator(), _hub.Time);
    }

    public List<Meeting> Meetings { get; } = [];

    public ulong Head => _hub.Core.Log.Head;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<MeetingWorld> StartAsync()
    {
        var world = new MeetingWorld();
        await world._figures.StartAsync(Token);
        while (world._figures.AsOf == 0)
            await world._hub.Core.Log.WaitForAppendAsync(world._figures.AsOf, Token);
        return world;
    }

    /// <summary>Pushes a change by the source that owns it.</summary>
    public async Task<BatchResult> PushAsync(string source, Change change)
    {
        if (!_sources.TryGetValue(source, out var driver))
            _sources.Add(source, driver = await _hub.OpenAsync(source));
        return await driver.PushAsync(change.Clone());
    }

    /// <summary>Says as an operator whether two keys are one thing.</summary>
    public Task SayAsync(Key one, Key other, bool joined) =>
        _hub.Core.Intake.SetSameAsAsync(new SameAsSet { One = one, Other = other, Joined = joined, Actor = "test", Reason = "test" }, Token);

    public void Pass(int days) => _hub.Time.Advance(TimeSpan.FromDays(days));

    public async Task<Meeting> FreezeAsync()
    {
        var (meeting, _) = await _figures.FreezeAsync(
            new Meeting { Number = $"M{Meetings.Count + 1}", Title = "调度会", HeldOn = "2026-11-24" }, Token);
        Meetings.Add(meeting);
        return meeting;
    }

    public Task<ExplainMovementResponse> ExplainAsync(string code, string from, string to, FieldView? shows = null) => ExplainAsync(
        new ExplainMovementRequest { Code = code, From = new MovementPoint { Meeting = from }, To = new MovementPoint { Meeting = to } }, shows);

    public async Task<ExplainMovementResponse> ExplainAsync(ExplainMovementRequest request, FieldView? shows = null)
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return _answers.Explain(request, view, shows ?? FieldView.Everything);
    }

    public async Task<Passage> PassageAsync(Moment from, Moment to, IReadOnlySet<string> facets)
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return Passage.Read(_hub.Core.Log, view, from, to, facets);
    }

    public async ValueTask DisposeAsync()
    {
        await _figures.StopAsync(Token);
        _figures.Dispose();
        await _hub.DisposeAsync();
    }
}
