using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Benchmarks;

/// <summary>Redis with its append-only file synced before each answer: the known store with the same promise.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly byte[] _ok = "+OK\r\n"u8.ToArray();

    private readonly Process _process;
    private readonly Socket _socket;

    private RedisServer(Process process, Socket socket)
    {
        _process = process;
        _socket = socket;
    }

    /// <summary>Where it is installed, or null.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    // The shell ends it when our end of the pipe closes, so that none is left whatever becomes of us.
    public static async Task<RedisServer> StartAsync(string program, string folder, CancellationToken cancellationToken)
    {
        _ = Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "redis.sock");
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-c", "\"$0\" \"$@\" </dev/null & child=$!; read _; kill $child; wait $child", program, "--port", "0", "--unixsocket", path, "--dir", folder,
                "--appendonly", "yes", "--appendfsync", "always", "--auto-aof-rewrite-percentage", "0", "--save", "", "--logfile", Path.Combine(folder, "redis.log"),
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("Redis cannot be started.");
        var server = new RedisServer(process, new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        for (var tries = 0; !File.Exists(path); tries++)
        {
            if (tries == 100)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"Redis did not open {path}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        await server._socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return server;
    }

    /// <summary>A batch as pipelined SET commands: the address is the key, the change the value.</summary>
    public static byte[] Commands(Batch batch)
    {
        using var bytes = new MemoryStream();
        foreach (var change in batch.Items.Select(item => item.Change))
        {
            var key = Encoding.UTF8.GetBytes($"{change.Key.Value}/{change.TierLabel.Code}/{change.TierLabel.Certificate}");
            var value = change.ToByteArray();
            bytes.Write(Encoding.ASCII.GetBytes($"*3\r\n$3\r\nSET\r\n${key.Length}\r\n"));
            bytes.Write(key);
            bytes.Write(Encoding.ASCII.GetBytes($"\r\n${value.Length}\r\n"));
            bytes.Write(value);
            bytes.Write("\r\n"u8);
        }

        return bytes.ToArray();
    }

    /// <summary>Sends all, some groups in flight; ends when the last command is answered.</summary>
    public async Task SetAsync(List<byte[]> groups, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(BenchmarkOptions.InFlight);
        var reading = ReadAsync(groups.Count, places, cancellationToken);
        foreach (var group in groups)
        {
            await places.WaitAsync(cancellationToken);
            for (var sent = 0; sent < group.Length;)
                sent += await _socket.SendAsync(group.AsMemory(sent), cancellationToken);
        }

        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task ReadAsync(int groups, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        var answer = new byte[_ok.Length * BenchmarkOptions.BatchSize];
        await using var stream = new NetworkStream(_socket);
        try
        {
            for (var i = 0; i < groups; i++)
            {
                await stream.ReadExactlyAsync(answer, cancellationToken);
                if (!answer.AsSpan().EndsWith(_ok))
                    throw new InvalidOperationException($"Redis answered {Encoding.ASCII.GetString(answer, 0, 200)}.");
                _ = places.Release();
            }
        }
        catch
        {
            // The sender must not wait for places that nobody frees; it sees the error when it awaits us.
            _ = places.Release(groups);
            throw;
        }
    }
}
