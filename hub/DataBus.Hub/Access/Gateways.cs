using System.Net;
using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Gateways that have found out themselves who calls (a proxy for national cryptography, 国密): their header is believed, nobody else's.</summary>
internal sealed class Gateways(IReadOnlyCollection<IPNetwork> networks)
{
    private const string Header = "databus-identity";

    /// <summary>Whom a gateway says that the call is from; null if the call does not come through one.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: the header is not from a gateway, or cannot be read.</exception>
    public CallerName? NameIn(HttpContext call)
    {
        if (!call.Request.Headers.TryGetValue(Header, out var values))
            return null;
        var address = call.Connection.RemoteIpAddress;
        if (address is null || !networks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)))
            throw AccessMessages.Unauthenticated("GATEWAY_UNKNOWN",
                $"{address} 不是枢纽认可的网关（Hub:Gateways），不采信 {Header}。", $"{address} is no gateway that the hub is set to (Hub:Gateways); {Header} is not believed.");
        return values is [var text] && CallerName.TryParse(text, out var name) ? name : throw AccessMessages.Unauthenticated("GATEWAY_IDENTITY",
            $"网关给出的 {Header} 为 {values}，应恰为一个 app/NAME 之类的身份。", $"The gateway's {Header} is {values}; it must be exactly one identity such as app/NAME.");
    }

    /// <summary>Whether a call that was let in is from whom a gateway said.</summary>
    public static bool Vouched(HttpContext call) => call.Request.Headers.ContainsKey(Header);

    /// <summary>Reads an address or a network such as 10.1.0.0/16; null if it is neither.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
