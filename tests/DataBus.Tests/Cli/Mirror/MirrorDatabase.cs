using System.Globalization;
using DataBus.Cli;
using DataBus.Cli.Mirror.Databases;
using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Cli.Mirror;

/// <summary>A real database that a test mirrors into, and reads as an application does.</summary>
internal sealed class MirrorDatabase(TestDatabase database) : IDisposable
{
    /// <summary>What stands after <c>--to</c>.</summary>
    public string Target { get; } = $"{database.Driver switch { "postgresql" => "postgres", "mariadb" => "mysql", var same => same }}:{database.Connection}";

    public static Texts Texts { get; } = new(chinese: false);

    public async Task<MirrorSession?> OpenAsync() =>
        await MirrorSession.OpenAsync(MirrorTarget.Of(Target, Texts), TestContext.Current.CancellationToken);

    /// <summary>The rows of a query; yes and no are 1 and 0 in all databases.</summary>
    public List<object?[]> Rows(string sql)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        // One way to quote for all.
        command.CommandText = database.Driver == "mariadb" ? $"SET sql_mode = 'ANSI_QUOTES'; {sql}" : sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => Plain(reader.GetValue(at)))]);
        return rows;
    }

    public void Dispose() => database.Dispose();

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        bool flag => flag ? 1L : 0L,
        int or sbyte or short => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
