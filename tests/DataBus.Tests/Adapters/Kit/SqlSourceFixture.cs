using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A registry in SQLite, and the source that polls it.</summary>
internal sealed class SqlSourceFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("databus-kit-").FullName;
    private readonly string _yaml;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="settings">More settings of the input.</param>
    public SqlSourceFixture(string settings = "")
    {
        _yaml = $$"""
            sources:
              - source: market-regulation.registrations
                input:
                  type: sql
                  query: SELECT id, row_version, name, code FROM registration
                  version: row_version
                  key: id
                  {{settings}}
                raw: [id, code]
                facets:
                  - facet: enterprise.registration
                    key: {scheme: uscc, column: code}
                    fields: {name: name}
            """;
        Execute("CREATE TABLE registration (id TEXT PRIMARY KEY, row_version INTEGER, name TEXT, code TEXT)");
    }

    public FakeHub Hub { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    private string Database => Path.Combine(_folder, "registry.db");

    /// <summary>A source as a fresh process has it.</summary>
    public SqlSource Source()
    {
        var declared = AdapterFileParser.Parse("test.yaml", _yaml).Sources[0];
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, e) => throw e);
        Assert.Empty(problems);
        return new SqlSource(declared, mapping, new SqlTable((SqlInput)declared.Input, Database, mapping.Columns), Time);
    }

    public void Put(string id, long version, string name, string? code = null) =>
        Execute($"INSERT OR REPLACE INTO registration VALUES ('{id}', {version}, '{name}', '{code ?? $"C{id}"}')");

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
