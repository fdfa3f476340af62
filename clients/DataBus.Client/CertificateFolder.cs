using DataBus.V1;

namespace DataBus.Client;

/// <summary>A folder of certificates, as <c>databus cert issue</c> fills it: whoever has them all shows the one that fits what is done.</summary>
internal static class CertificateFolder
{
    /// <summary>The certificate to show: a source's by its bureau; else one of the role, the actor's own if there is such, or the first by name.</summary>
    /// <exception cref="FileNotFoundException">There is none that fits.</exception>
    public static string Choose(string folder, CallerRole role, string source, string actor)
    {
        var prefix = PrefixOf(role);
        string[] names = role != CallerRole.Operator && source.Length > 0
            ? [$"bureau-{source}", $"bureau-{source.Split('.')[0]}", $"partner-{source.Split('.')[0]}"]
            : CallerName.TryParse($"{prefix}/{actor}", out _) ? [$"{prefix}-{actor}", $"{prefix}-*"] : [$"{prefix}-*"];
        return names.SelectMany(name => Directory.GetFiles(folder, $"{name}.pem").Order(StringComparer.Ordinal)).FirstOrDefault()
            ?? throw new FileNotFoundException($"{folder}: {string.Join(", ", names.Select(static name => $"{name}.pem"))}?");
    }

    private static string PrefixOf(CallerRole role) => role switch
    {
        CallerRole.Source => "bureau",
        CallerRole.Operator => "operator",
        CallerRole.Security => "security",
        CallerRole.Auditor => "auditor",
        _ => "app",
    };
}
