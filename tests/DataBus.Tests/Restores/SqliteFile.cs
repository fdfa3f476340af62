using System.Data.Common;
using DataBus.Tests.Adapters.Databases;
using Microsoft.Data.Sqlite;

namespace DataBus.Tests.Restores;

/// <summary>An SQLite file that nobody keeps open between two uses, so that it can be copied and set back.</summary>
internal sealed class SqliteFile(string path) : TestDatabase
{
    public override string Driver => "sqlite";

    public override string Connection => path;

    protected override DbConnection Create() => new SqliteConnection($"Data Source={path};Pooling=False");
}
