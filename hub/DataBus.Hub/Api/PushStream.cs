using System.Threading.Channels;
using DataBus.Hub.Intake;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>One open push stream: batches go to the writer as they come, at most sixteen ahead; answers go back in order.</summary>
internal sealed class PushStream(IIntake intake, BatchPreparation preparation, string source, ulong lease)
{
    private const int InFlight = 16;

    private readonly Channel<Task<BatchResult>> _answers = Channel.CreateBounded<Task<BatchResult>>(InFlight);

    public async Task RunAsync(IAsyncStreamReader<PushRequest> requests, IServerStreamWriter<PushResponse> responses, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var taking = TakeAsync(requests, stop.Token);
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(cancellationToken))
                await responses.WriteAsync(new PushResponse { Result = await answer }, cancellationToken);
        }
        catch
        {
            await stop.CancelAsync();
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await taking;
    }

    private async Task TakeAsync(IAsyncStreamReader<PushRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                var batch = requests.Current.Batch
                    ?? throw HubMessages.Invalid("batch", "open 之后的每条消息都必须是 batch。", "After the open every message must be a batch.");
                var prepared = preparation.Prepare(source, lease, batch);
                await _answers.Writer.WriteAsync(intake.CommitAsync(prepared, cancellationToken), cancellationToken);
            }

            _answers.Writer.Complete();
        }
        catch (Exception e)
        {
            // Batches before it are still answered; then the stream ends with this.
            _ = _answers.Writer.TryComplete(e);
        }
    }
}
