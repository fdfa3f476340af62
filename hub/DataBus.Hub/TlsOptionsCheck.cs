using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DataBus.Hub;

/// <summary>Finds what is wrong with the settings of TLS; every file is read once.</summary>
internal static class TlsOptionsCheck
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<string> Problems(TlsOptions tls)
    {
        if (!tls.IsOn)
            return tls.Key.Length + tls.Authority.Length > 0 || tls.AllowTls12
                ? ["--tls-key、--client-ca 须与 --tls-cert 同用。 --tls-key and --client-ca go with --tls-cert."]
                : [];
        if (tls.Key.Length == 0)
            return ["--tls-cert 须与 --tls-key 同用。 --tls-cert goes with --tls-key."];
        return new[]
        {
            KeyMode(tls.Key),
            Unreadable("--tls-cert", tls.Certificate, () => X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key).Dispose()),
            tls.Authority.Length == 0 ? null : Unreadable("--client-ca", tls.Authority, () => ReadAuthorities(tls.Authority)),
        }.OfType<string>();
    }

    private static string? KeyMode(string key)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(key) || (File.GetUnixFileMode(key) & Others) == 0)
            return null;
        return $"--tls-key {key} 可被他人读取，应只有属主可读：chmod 600 {key}。 --tls-key {key} can be read by others; it must be its owner's alone: chmod 600 {key}.";
    }

    private static string? Unreadable(string name, string path, Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"{name} 为 {path}，应为 PEM 文件（私钥与证书相配）：{cause.Message} {name} is {path}; it must be a PEM file, with the key that goes with it: {cause.Message}";
        }
    }

    private static void ReadAuthorities(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        if (all.Count == 0)
            throw new CryptographicException("no certificate / 没有证书");
    }
}
