using System.Net;
using System.Net.Sockets;

namespace DataBus.Cli.Doctor;

/// <summary>Whether a port can be had on loopback.</summary>
internal static class PortCheck
{
    /// <param name="option">The hub's option that names it.</param>
    /// <param name="port">The port.</param>
    /// <param name="isHubThere">Whether a hub answers on this machine: it may be the one that has it.</param>
    public static Finding Of(string option, int port, bool isHubThere)
    {
        var check = $"port.{port}";
        if (IsFree(port))
            return Finding.Ok(check, $"端口 {port}（{option}）空闲", $"Port {port} ({option}) is free");
        return isHubThere
            ? Finding.Ok(check, $"端口 {port}（{option}）在用，枢纽正在运行", $"Port {port} ({option}) is in use, and a hub is running")
            : Finding.Failed(check, new($"端口 {port}（{option}）被别的程序占用", $"Port {port} ({option}) is in use by another program"),
                new($"启动枢纽时用 {option} 换一个端口（0 取空闲端口），或停掉占用者：ss -ltnp 'sport = :{port}'。",
                    $"Start the hub with another {option} (0 takes a free one), or stop who has it: ss -ltnp 'sport = :{port}'."));
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
