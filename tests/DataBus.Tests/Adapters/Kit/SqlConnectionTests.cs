using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Sql;
using DataBus.Tests.Adapters.Databases;

namespace DataBus.Tests.Adapters.Kit;

public sealed class SqlConnectionTests(DatabaseServers servers)
{
    private const string Secret = "g;e'heim=";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Resolve_SecretWithSeparators_IsQuoted()
    {
        var connection = ConnectionDeclaration.Parse("Server=${HOST};Password=${SECRET}")!;

        var text = connection.Resolve(name => name == "HOST" ? "db" : Secret)!;

        var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
        Assert.Equal((Secret, "db"), ((string)parts["Password"], (string)parts["Server"]));
        Assert.Equal(["HOST", "SECRET"], connection.Variables.Order());
        Assert.Null(connection.Resolve(_ => null));
    }

    [Theory]
    [InlineData("Server=a;Password=geheim", "geheim")]
    [InlineData("Server=a;Pwd=x${A}geheim", "geheim")]
    [InlineData("geheim", "geheim")]
    public void Parse_SecretInTheFile_IsRefusedAndNotShown(string connection, string secret)
    {
        var error = Assert.Throws<AdapterFileException>(() => AdapterFileParser.Parse("test.yaml", Yaml("connection", connection)));

        Assert.Equal("sources[0].input.connection", Assert.Single(error.Problems).Path);
        Assert.DoesNotContain(secret, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MisspeltConnection_DoesNotShowTheSecret()
    {
        var error = Assert.Throws<AdapterFileException>(() => AdapterFileParser.Parse("test.yaml", Yaml("conection", "Server=a;Password=geheim")));

        Assert.Contains("sources[0].input.conection", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Driver_VariableIsMissing_IsNamed()
    {
        var problems = new List<SettingProblem>();

        var driver = SqlDatabase.Driver("a.b", Input("mysql", "Server=a;Password=${DATABUS_TEST_NOT_SET}"), null, problems);

        Assert.Null(driver);
        Assert.Contains("DATABUS_TEST_NOT_SET", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql")]
    [InlineData("postgresql")]
    [InlineData("sqlserver")]
    public void Driver_UnknownKeyword_NamesIt(string driver)
    {
        var problems = new List<SettingProblem>();

        var made = SqlDatabase.Driver("a.b", Input(driver, "Hostt=a"), null, problems);

        Assert.Null(made);
        Assert.Contains("hostt", Assert.Single(problems).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AllAsync_WrongPassword_IsNotRepeatedAndNotShown()
    {
        foreach (var database in new[] { await servers.PostgresAsync(), await servers.MariaDbAsync() })
        {
            var driver = SqlDriver.Of(database.Driver, database.Connection.Replace("geheim", "falsch", StringComparison.Ordinal));
            var table = new SqlTable(Input(database.Driver, "Server=unused"), driver, SqlValueTests.NoDrift);

            var error = await Assert.ThrowsAnyAsync<Exception>(() => table.AllAsync(Token));

            Assert.IsNotType<SourceUnavailableException>(error);
            Assert.DoesNotContain("falsch", error.ToString() + driver.Place, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("postgresql", "Host=127.0.0.1;Port=1;Username=a;Password=geheim;Timeout=2")]
    [InlineData("mariadb", "Server=127.0.0.1;Port=1;User ID=a;Password=geheim;Connection Timeout=2")]
    [InlineData("sqlserver", "Server=127.0.0.1,1;User ID=a;Password=geheim;Connect Timeout=2;Encrypt=false")]
    [InlineData("sqlite", "/nowhere/registry.db")]
    public async Task AllAsync_NobodyAnswers_IsTriedAgainLater(string name, string connection)
    {
        var table = new SqlTable(Input(name, "Server=unused"), SqlDriver.Of(name, connection), SqlValueTests.NoDrift);

        var error = await Assert.ThrowsAsync<SourceUnavailableException>(() => table.AllAsync(Token));

        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllAsync_QueryThatWrites_IsRefusedByTheSession()
    {
        var database = await servers.PostgresAsync();
        database.Execute("CREATE SEQUENCE s");
        var input = new SqlInput { Driver = database.Driver, Query = "SELECT nextval('s') AS id", Key = "id" };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new SqlTable(input, database.Reader(), SqlValueTests.NoDrift).AllAsync(Token));

        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
    }

    private static SqlInput Input(string driver, string connection) =>
        new() { Driver = driver, Connection = ConnectionDeclaration.Parse(connection), Query = "SELECT 1 AS id", Key = "id" };

    private static string Yaml(string name, string connection) => $$"""
        sources:
          - source: a.b
            input:
              type: sql
              driver: mysql
              {{name}}: "{{connection}}"
              {{(name == "connection" ? "" : "connection: Server=a")}}
              query: SELECT 1
              key: id
            facets: {facet: f, key: {scheme: s, column: c}, fields: {x: y} }
        """;
}
