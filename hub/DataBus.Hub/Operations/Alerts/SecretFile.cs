namespace DataBus.Hub.Operations.Alerts;

/// <summary>Secrets that lie in files, as containers and vaults give them; read when needed, so that a new one is used at once.</summary>
internal static class SecretFile
{
    /// <summary>The secret, without the line end that editors put behind it.</summary>
    public static string Read(string path) => File.ReadAllText(path).TrimEnd('\r', '\n');
}
