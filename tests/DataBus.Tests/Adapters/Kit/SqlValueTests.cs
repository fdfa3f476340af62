using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Sql;
using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>What the columns of real databases become: exact texts, civil days.</summary>
public sealed class SqlValueTests(DatabaseServers servers) : IDisposable
{
    internal static readonly ColumnDrift NoDrift =
        new(new SourceDeclaration { Source = "a.b", Input = new FileInput { Files = [] }, Facets = [] }, [], _ => { });

    private TestDatabase? _database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NUMERIC", "12345678901234567890123456789012345678.12345", "12345678901234567890123456789012345678.12345")]
    [InlineData("NUMERIC(12,2)", "50.10", "50.10")]
    [InlineData("BIGINT", "9223372036854775807", "9223372036854775807")]
    [InlineData("DOUBLE PRECISION", "0.1", "0.1")]
    [InlineData("DATE", "'2026-01-01'", "2026-01-01")]
    [InlineData("DATE", "'infinity'", "infinity")]
    [InlineData("TIMESTAMP", "'2026-01-01 00:00:00'", "2026-01-01 00:00:00")]
    [InlineData("TIMESTAMP", "'2026-01-01 10:20:30.000001'", "2026-01-01 10:20:30.000001")]
    [InlineData("TIMESTAMPTZ", "'2025-12-31 16:00:00+00'", "2026-01-01 00:00:00+08:00")]
    [InlineData("CHAR(5)", "'津南'", "津南   ")]
    [InlineData("TEXT", "'𠮷野'", "𠮷野")]
    [InlineData("BOOLEAN", "TRUE", "true")]
    [InlineData("BYTEA", "'\\x00ff'", "00ff")]
    [InlineData("UUID", "'3F2504E0-4F89-11D3-9A0C-0305E82C3301'", "3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("JSONB", "'{\"a\": 1}'", "{\"a\": 1}")]
    [InlineData("TEXT[]", "'{a,b}'", "{a,b}")]
    [InlineData("NUMERIC", "NULL", null)]
    [InlineData("TEXT", "''", "")]
    public async Task AllAsync_PostgreSql_GivesExactTexts(string type, string literal, string? text)
    {
        _database = await servers.PostgresAsync();

        Assert.Equal(text, await ValueAsync(type, literal));
    }

    [Theory]
    [InlineData("DECIMAL(65,5)", "123456789012345678901234567890123456789012345678901234567890.12345", "123456789012345678901234567890123456789012345678901234567890.12345")]
    [InlineData("DECIMAL(12,2)", "50.10", "50.10")]
    [InlineData("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615")]
    [InlineData("TINYINT(1)", "7", "7")]
    [InlineData("DATE", "'2026-01-01'", "2026-01-01")]
    [InlineData("DATE", "'0000-00-00'", "0000-00-00")]
    [InlineData("DATE", "'2026-00-00'", "2026-00-00")]
    [InlineData("DATETIME", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00")]
    [InlineData("DATETIME", "'2026-01-01 00:00:00'", "2026-01-01 00:00:00")]
    [InlineData("DATETIME(6)", "'2026-01-01 10:20:30.000010'", "2026-01-01 10:20:30.00001")]
    [InlineData("TIMESTAMP NULL", "FROM_UNIXTIME(1767196800)", "2026-01-01 00:00:00")]
    [InlineData("TIME", "'-838:59:59'", "-838:59:59")]
    [InlineData("CHAR(36)", "'3F2504E0-4F89-11D3-9A0C-0305E82C3301'", "3F2504E0-4F89-11D3-9A0C-0305E82C3301")]
    [InlineData("VARCHAR(20) CHARACTER SET gbk", "'津南区'", "津南区")]
    [InlineData("VARCHAR(20) CHARACTER SET utf8mb4", "'𠮷野'", "𠮷野")]
    [InlineData("VARBINARY(4)", "X'00ff'", "00ff")]
    [InlineData("YEAR", "2026", "2026")]
    [InlineData("ENUM('甲','乙')", "'乙'", "乙")]
    [InlineData("DATE", "NULL", null)]
    public async Task AllAsync_MariaDb_GivesExactTexts(string type, string literal, string? text)
    {
        _database = await servers.MariaDbAsync();

        Assert.Equal(text, await ValueAsync(type, literal));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00", false, "2026-01-01 00:00:00")]
    [InlineData("2026-01-01T00:00:00", true, "2026-01-01")]
    [InlineData("2025-12-31T16:00:00Z", false, "2026-01-01 00:00:00+08:00")]
    public void Of_Times_AreCivil(string time, bool isDay, string text) =>
        Assert.Equal(text, SqlText.Of(DateTime.Parse(time, null, System.Globalization.DateTimeStyles.RoundtripKind), isDay));

    public void Dispose() => _database?.Dispose();

    private async Task<string?> ValueAsync(string type, string literal)
    {
        _database!.Execute($"CREATE TABLE t (id INTEGER PRIMARY KEY, v {type}); INSERT INTO t VALUES (1, {literal})");
        var input = new SqlInput { Driver = _database.Driver, Query = "SELECT id, v FROM t", Key = "id" };
        var (rows, count) = await new SqlTable(input, _database.Reader(), NoDrift).AllAsync(Token);
        Assert.Equal((1, 1UL, "1"), (rows.Count, count, rows[0].Key));
        return rows[0].Untouched("v");
    }
}
