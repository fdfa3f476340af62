using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Finds the database that an input declares.</summary>
internal static class SqlDatabase
{
    /// <summary>Makes its driver; null, with what is wrong, if it cannot be made.</summary>
    /// <param name="source">The source, for what is wrong.</param>
    /// <param name="input">The input.</param>
    /// <param name="file">File of an SQLite database, if the input has no connection.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static SqlDriver? Driver(string source, SqlInput input, string? file, List<SettingProblem> problems)
    {
        var path = $"{source}.input.connection";
        var missing = (input.Connection?.Variables ?? []).Where(name => Environment.GetEnvironmentVariable(name) is null).ToList();
        problems.AddRange(missing.Select(name => new SettingProblem(
            0, path, $"${{{name}}}", $"没有环境变量 {name}: 先设置再启动", $"the environment has no {name}: set it before the start")));
        if (missing.Count > 0 || (input.Connection?.Resolve(Environment.GetEnvironmentVariable) ?? file) is not { } connection)
            return null;
        try
        {
            return SqlDriver.Of(input.Driver, connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            var reason = Hidden(e.Message, input.Connection);
            problems.Add(new SettingProblem(0, path, "…", $"驱动 {input.Driver} 读不懂连接字符串: {reason}", $"the driver {input.Driver} does not understand it: {reason}"));
            return null;
        }
    }

    /// <summary>Makes the source of a declaration: polled by its version column, or compared whole.</summary>
    public static ISource Source(SourceDeclaration source, RowMapping mapping, SqlTable table, TimeProvider time) =>
        source.Input is SqlInput { Version: null } ? new SqlWhole(source, mapping, table, time) : new SqlSource(source, mapping, table, time);

    // A secret in the wrong place may be named by the driver.
    private static string Hidden(string message, ConnectionDeclaration? connection) => (connection?.Variables ?? []).Aggregate(
        message, (text, name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? text.Replace(value, $"${{{name}}}", StringComparison.Ordinal) : text);
}
