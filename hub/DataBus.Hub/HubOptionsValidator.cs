using System.Net;
using DataBus.Hub.Access;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Readers;
using DataBus.Hub.Operations.Retention;
using Microsoft.Extensions.Options;

namespace DataBus.Hub;

/// <summary>Stops the start at a wrong setting: its name, its value, and what would be right.</summary>
internal sealed class HubOptionsValidator : IValidateOptions<HubOptions>
{
    private const int MaxPort = 65_535;

    public ValidateOptionsResult Validate(string? name, HubOptions options)
    {
        var wrong = new[]
        {
            CheckPort("--port", options.Port),
            options.HttpPort is { } httpPort ? CheckPort("--http-port", httpPort) : null,
            CheckDistinct(options),
            CheckListen(options),
            CheckData(options.Data),
            CheckDigest(options.DigestAlgorithm),
        };
        var problems = wrong.Concat(AlertOptionsCheck.Problems(options.Alerts)).Concat(ReaderOptionsCheck.Problems(options.Readers))
            .Concat(RetentionOptionsCheck.Problems(options.Retention)).Concat(options.Limits.Problems()).Concat(TlsOptionsCheck.Problems(options.Tls)).Concat(JwtOptionsCheck.Problems(options.Jwt))
            .Concat(options.Gateways.Select(CheckGateway)).OfType<string>().ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? CheckPort(string name, int port) => port is >= 0 and <= MaxPort
        ? null
        : $"{name} 为 {port}，应为 0（取空闲端口）至 {MaxPort}。 {name} is {port}; it must be 0 (a free one) to {MaxPort}.";

    private static string? CheckDigest(DigestAlgorithm digest) => Enum.IsDefined(digest)
        ? null
        : $"Hub:DigestAlgorithm 为 {digest}，应为 sha256 或 sm3。 Hub:DigestAlgorithm is {digest}; it must be sha256 or sm3.";

    private static string? CheckDistinct(HubOptions options) => options.Port != options.HttpPort || options.Port == 0
        ? null
        : $"--http-port 与 --port 同为 {options.Port}，应各用一个端口。 --http-port and --port are both {options.Port}; each needs a port of its own.";

    private static string? CheckGateway(string gateway) => Gateways.Parse(gateway) is null
        ? $"Hub:Gateways 中的 {gateway} 应为 IP 地址或网段，例如 10.1.0.7 或 10.1.0.0/16。 {gateway} in Hub:Gateways must be an IP address or a network, for example 10.1.0.7 or 10.1.0.0/16."
        : null;

    private static string? CheckListen(HubOptions options)
    {
        var listen = options.Listen;
        if (HubOptions.ParseAddress(listen) is not { } address)
            return $"--listen 为 {listen}，应为 IP 地址，例如 127.0.0.1。 --listen is {listen}; it must be an IP address, for example 127.0.0.1.";
        return options.Tls.IsOn || IPAddress.IsLoopback(address)
            ? null
            : $"--listen 为 {listen}：没有 TLS 时只在本机监听，因为调用者的身份不加验证；应为 127.0.0.1，或给出 --tls-cert、--tls-key、--client-ca。 "
                + $"--listen is {listen}: without TLS the hub listens on loopback only, because callers are believed; it must be 127.0.0.1, or give --tls-cert, --tls-key and --client-ca.";
    }

    private static string? CheckData(string data)
    {
        if (string.IsNullOrWhiteSpace(data))
            return "--data 为空，应为一个可写的目录。 --data is empty; it must be a folder that can be written.";

        try
        {
            _ = Directory.CreateDirectory(data);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"--data 为 {data}，应为可写的目录：{cause.Message} --data is {data}; it must be a folder that can be written: {cause.Message}";
        }
    }
}
