using System.Data.Common;
using DataBus.Adapters.Sources.Sql;

namespace DataBus.Tests.Adapters.Databases;

/// <summary>A bureau's database for one test, empty at first; the test writes to it as the bureau does.</summary>
internal abstract class TestDatabase : IDisposable
{
    /// <summary>Its <c>driver</c>.</summary>
    public abstract string Driver { get; }

    /// <summary>Its <c>connection</c>.</summary>
    public abstract string Connection { get; }

    /// <summary>Opens a session of the bureau.</summary>
    public DbConnection Open()
    {
        var connection = Create();
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        Execute(connection, sql);
    }

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The kit's driver for it.</summary>
    public SqlDriver Reader() => SqlDriver.Of(Driver, Connection);

    public virtual void Dispose()
    {
    }

    protected abstract DbConnection Create();
}
