using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class HeadSignalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Each round moves the head just as the reader goes to wait for it: a wake-up lost once hangs the test.
    [Fact]
    public async Task WaitAsync_HeadMovesAtThatMoment_IsNeverMissed()
    {
        const ulong Rounds = 100_000;
        var signal = new HeadSignal(0);
        var about = 0ul;
        var reading = Task.Run(
            async () =>
            {
                for (ulong seen = 0; seen < Rounds; seen++)
                {
                    Volatile.Write(ref about, seen + 1);
                    await signal.WaitAsync(seen, Token);
                }
            },
            Token);

        for (ulong next = 1; next <= Rounds && !reading.IsCompleted; next++)
        {
            var moving = next;
            var came = SpinWait.SpinUntil(() => Volatile.Read(ref about) >= moving, TimeSpan.FromSeconds(10));
            Assert.True(came, $"the reader waits for ever before {next}");
            signal.Move(next);
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }
}
