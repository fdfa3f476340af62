using System.Data.Common;
using DataBus.Tests.Adapters.Samples;
using Microsoft.Data.Sqlite;

namespace DataBus.Tests.Adapters.Databases;

/// <summary>An SQLite file.</summary>
internal sealed class SqliteDatabase : TestDatabase
{
    private readonly TemporaryFolder _folder = new();

    public override string Driver => "sqlite";

    public override string Connection => Path.Combine(_folder.Path, "registry.db");

    public override void Dispose() => _folder.Dispose();

    protected override DbConnection Create() => new SqliteConnection($"Data Source={Connection};Pooling=False");
}
