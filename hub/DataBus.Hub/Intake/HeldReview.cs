using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>
/// Judges what is held anew whenever the rules have changed, and at the start, and marks what they would let through now: an operator
/// then replays it. Nothing is published by itself.
/// </summary>
internal sealed class HeldReview(IExchangeLog log, IViews views, IIntake intake, BatchPreparation preparation) : BackgroundService
{
    private const int MarksAtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var judgedBy = 0U;
            while (true)
            {
                var head = log.Head;
                if (preparation.Rules.Version != judgedBy)
                {
                    judgedBy = preparation.Rules.Version;
                    await JudgeAsync(stoppingToken);
                }

                await log.WaitForAppendAsync(head, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: the next start judges everything.
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    /// <summary>Judges everything that is held by the rules of now.</summary>
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var rules = preparation.Rules;
        List<(ulong Id, bool IsReleasable)> differ = [];
        using (var view = await views.AtLeastAsync(log.Head, cancellationToken))
        {
            foreach (var (id, item) in view.ScanHeld().Where(static row => row.Value.State is FailedState.Held or FailedState.Returned))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (HeldFindings.WouldPass(view, item, rules) is var passes && passes != item.Releasable)
                    differ.Add((id, passes));
            }
        }

        foreach (var part in differ.Chunk(MarksAtOnce))
            await intake.MarkReleasableAsync(part, $"规则集 {rules.Version} / rule set {rules.Version}", cancellationToken);
    }
}
