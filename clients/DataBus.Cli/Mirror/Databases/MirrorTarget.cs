namespace DataBus.Cli.Mirror.Databases;

/// <summary>Finds the database that <c>--to</c> names.</summary>
internal static class MirrorTarget
{
    private const string Environment = "env:";
    private const string File = "file:";

    /// <summary>Makes its dialect. A target may stand in the environment (<c>env:NAME</c>) or in a file (<c>file:PATH</c>), so that no
    /// password is on a command line, where everybody on the machine reads it.</summary>
    /// <exception cref="CliException">It is no target; what is wrong is said without showing a connection string.</exception>
    public static MirrorDialect Of(string to, Texts texts)
    {
        var target = Resolve(to, texts);
        var (kind, rest) = target.Split(':', 2) is [var first, { Length: > 0 } second] ? (first, second) : ("", "");
        try
        {
            return kind switch
            {
                "sqlite" => new SqliteDialect(rest),
                "postgres" => new PostgresDialect(rest),
                "mysql" => new MySqlDialect(rest, texts),
                _ => throw new CliException(ExitCodes.Usage, texts["mirror.target"]),
            };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            // What the driver says may hold a part of the password, for example behind a semicolon that is not quoted.
            throw new CliException(ExitCodes.Usage, texts.Format("mirror.connection", kind));
        }
    }

    private static string Resolve(string to, Texts texts)
    {
        if (to.StartsWith(Environment, StringComparison.Ordinal))
        {
            var name = to[Environment.Length..];
            return System.Environment.GetEnvironmentVariable(name) ?? throw new CliException(ExitCodes.Usage, texts.Format("mirror.no-variable", name));
        }

        if (!to.StartsWith(File, StringComparison.Ordinal))
            return to;
        var path = to[File.Length..];
        try
        {
            return System.IO.File.ReadAllText(path).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, texts.Format("mirror.no-file", path, unreadable.Message));
        }
    }
}
