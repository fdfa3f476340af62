using System.Data.Common;
using MySqlConnector;
using Npgsql;

namespace DataBus.Tests.Adapters.Databases;

/// <summary>A database of a server.</summary>
internal sealed class ServerDatabase(string driver, string connection) : TestDatabase
{
    public override string Driver => driver;

    public override string Connection => connection;

    protected override DbConnection Create() => driver == "postgresql"
        ? new NpgsqlConnection($"{connection};Pooling=False")
        : new MySqlConnection($"{connection};Pooling=False");
}
