using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Sql;
using DataBus.Tests.Adapters.Databases;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A registry in a database, and the source that reads it.</summary>
internal sealed class SqlSourceFixture : IDisposable
{
    private readonly string _yaml;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="database">Where.</param>
    /// <param name="settings">More settings of the input.</param>
    /// <param name="version">The version column's type; null: the source does not know of it.</param>
    /// <param name="columns">The declaration's <c>columns</c>; null: it has none.</param>
    public SqlSourceFixture(TestDatabase database, string settings = "", string? version = "INTEGER", string? columns = null)
    {
        Database = database;
        _yaml = $$"""
            sources:
              - source: market-regulation.registrations
                input:
                  type: sql
                  driver: {{database.Driver}}
                  connection: Data Source=unused
                  query: SELECT * FROM registration
                  {{(version is null ? "" : "version: row_version")}}
                  key: id
                  {{settings}}
                raw: [id, code]
                columns: [{{columns}}]
                facets:
                  - facet: enterprise.registration
                    key: {scheme: uscc, column: code}
                    fields: {name: name, established_on: {column: established, convert: [date]} }
            """;
        Execute($"CREATE TABLE registration (id VARCHAR(20) PRIMARY KEY, row_version {version ?? "INTEGER"}, name VARCHAR(50), code VARCHAR(20), established VARCHAR(20))");
    }

    public FakeHub Hub { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public TestDatabase Database { get; }

    /// <summary>Columns that the source was told not to know.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>A source as a fresh process has it.</summary>
    public ISource Source()
    {
        var declared = AdapterFileParser.Parse("test.yaml", _yaml).Sources[0];
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        var input = (SqlInput)declared.Input;
        var table = new SqlTable(input, Database.Reader(), new ColumnDrift(declared, mapping.Columns, Unknown.AddRange));
        return SqlDatabase.Source(declared, mapping, table, Time);
    }

    public void Put(string id, object version, string name, string? code = null) =>
        Execute($"DELETE FROM registration WHERE id = '{id}'; {Insert(id, version, name, code)}");

    public static string Insert(string id, object version, string name, string? code = null) =>
        $"INSERT INTO registration VALUES ('{id}', {version}, '{name}', '{code ?? $"C{id}"}', NULL)";

    public void Execute(string sql) => Database.Execute(sql);

    public void Dispose() => Database.Dispose();
}
