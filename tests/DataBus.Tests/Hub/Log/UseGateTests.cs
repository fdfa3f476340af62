using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class UseGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Close_SomebodyInside_WaitsForThem()
    {
        var gate = new UseGate();
        var inside = gate.Enter();
        var closing = Task.Run(() => gate.Close(TimeSpan.FromSeconds(30)), Token);
        while (IsOpen(gate))
            await Task.Yield();

        Assert.False(closing.IsCompleted);
        inside.Dispose();

        Assert.True(await closing);
    }

    [Fact]
    public void Close_SomebodyStays_GivesUp()
    {
        var gate = new UseGate();
        using var inside = gate.Enter();

        Assert.False(gate.Close(TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ObjectDisposedException>(() => gate.Enter());
    }

    [Fact]
    public void Close_Twice_SecondIsFalse()
    {
        var gate = new UseGate();

        Assert.True(gate.Close(TimeSpan.Zero));
        Assert.False(gate.Close(TimeSpan.Zero));
    }

    private static bool IsOpen(UseGate gate)
    {
        try
        {
            gate.Enter().Dispose();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
