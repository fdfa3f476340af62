using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DataBus.Tests.Examples;

/// <summary>A way to the hub whose connections can fall silent: they stay open, and whatever is sent on them is lost, as behind a firewall that forgot them.</summary>
internal sealed class SilentRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;
    private readonly Task _accepting;
    private int _silenced;
    private int _accepted;

    /// <summary>Begins to take connections.</summary>
    /// <param name="port">The hub's port.</param>
    public SilentRelay(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What stands after <c>--hub</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Lets all connections of until now fall silent; those to come are served.</summary>
    public void Silence() => Volatile.Write(ref _silenced, Volatile.Read(ref _accepted));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token), Interlocked.Increment(ref _accepted)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient caller, int number)
    {
        using var _ = caller;
        using var hub = new TcpClient();
        try
        {
            await hub.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
            await await Task.WhenAny(CopyAsync(caller, hub, number), CopyAsync(hub, caller, number));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side closed, or the test has ended.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, int number)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (number > Volatile.Read(ref _silenced))
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}
