using System.Data.Common;
using System.Text.RegularExpressions;

namespace DataBus.Adapters.Declaration;

/// <summary>Where a database is: a connection string with <c>${NAME}</c> where a value stands in the environment.</summary>
internal sealed partial class ConnectionDeclaration
{
    private static readonly string[] _secrets = ["password", "pwd"];

    private readonly DbConnectionStringBuilder _parts;

    private ConnectionDeclaration(DbConnectionStringBuilder parts) => _parts = parts;

    /// <summary>Names of the variables that it takes from the environment.</summary>
    public IEnumerable<string> Variables => Values().SelectMany(part => Variable().Matches(part.Value)).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>True: a secret stands in the file itself, where everybody who may read the file reads it.</summary>
    public bool ShowsSecret => Values().Any(part =>
        _secrets.Contains(part.Key.ToLowerInvariant()) && Variable().Replace(part.Value, "").Length > 0);

    /// <summary>Takes a connection string apart; null if it is none.</summary>
    public static ConnectionDeclaration? Parse(string text)
    {
        try
        {
            return new ConnectionDeclaration(new DbConnectionStringBuilder { ConnectionString = text });
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The connection string with the values of the environment; null if a variable is missing there.</summary>
    public string? Resolve(Func<string, string?> environment)
    {
        var whole = new DbConnectionStringBuilder();
        foreach (var (key, value) in Values())
        {
            if (Variable().Matches(value).Any(match => environment(match.Groups[1].Value) is null))
                return null;
            // By the builder, which quotes: a secret may contain what separates settings.
            whole[key] = Variable().Replace(value, match => environment(match.Groups[1].Value)!);
        }
        return whole.ConnectionString;
    }

    private IEnumerable<(string Key, string Value)> Values() => _parts.Keys.Cast<string>().Select(key => (key, (string)_parts[key]));

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
