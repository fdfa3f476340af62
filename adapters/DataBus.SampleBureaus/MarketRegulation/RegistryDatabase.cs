using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>The market regulation bureau's own database: registrations with a row version that rises at each write.</summary>
internal sealed class RegistryDatabase(string path)
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE registration (
            id INTEGER PRIMARY KEY, row_version INTEGER NOT NULL UNIQUE, entname TEXT, uniscid TEXT, enttype_cn TEXT, name TEXT,
            regcap TEXT, estdate TEXT, apprdate TEXT, regorg TEXT, regorg_cn TEXT, regstate_cn TEXT, dom TEXT, opscope TEXT,
            opfrom TEXT, opto TEXT, industry TEXT, candate TEXT, canrea TEXT);
        CREATE TABLE alteration (
            registration_id INTEGER NOT NULL REFERENCES registration (id), seq INTEGER NOT NULL,
            altitem TEXT, altbe TEXT, altaf TEXT, altdate TEXT, PRIMARY KEY (registration_id, seq));
        CREATE TABLE state_period (
            registration_id INTEGER NOT NULL REFERENCES registration (id), seq INTEGER NOT NULL,
            regstate_cn TEXT, since TEXT, basis TEXT, PRIMARY KEY (registration_id, seq));
        """;

    private const string InsertRow = """
        INSERT OR REPLACE INTO registration VALUES ($id, (SELECT COALESCE(MAX(row_version), 0) + 1 FROM registration), $entname, $uniscid,
            $enttype, $name, $regcap, $estdate, $apprdate, $regorg, $regorgcn, $regstate, $dom, $opscope, $opfrom, $opto, $industry,
            $candate, $canrea)
        """;

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    /// <summary>Makes the tables where there are none; true if it did.</summary>
    public bool CreateIfMissing()
    {
        using var connection = Open();
        using var known = connection.CreateCommand();
        known.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'registration'";
        if (Convert.ToInt64(known.ExecuteScalar(), CultureInfo.InvariantCulture) > 0)
            return false;
        using var schema = connection.CreateCommand();
        schema.CommandText = Schema;
        schema.ExecuteNonQuery();
        return true;
    }

    /// <summary>Writes rows in one transaction; each gets the next row version.</summary>
    public void Save(IEnumerable<RegistrationRow> rows)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        foreach (var row in rows)
        {
            SaveRow(connection, transaction, row);
            SaveList(transaction, "alteration", row.Id, row.Alterations, item => [item.Item, item.Before, item.After, item.Date]);
            SaveList(transaction, "state_period", row.Id, row.States, item => [item.State, item.Since, item.Basis]);
        }

        transaction.Commit();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private static void SaveRow(SqliteConnection connection, SqliteTransaction transaction, RegistrationRow row)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = InsertRow;
        (string Name, object? Value)[] values =
        [
            ("$id", row.Id), ("$entname", row.Entname), ("$uniscid", row.Uniscid), ("$enttype", row.EnttypeCn), ("$name", row.Name),
            ("$regcap", row.Regcap), ("$estdate", row.Estdate), ("$apprdate", row.Apprdate), ("$regorg", row.Regorg),
            ("$regorgcn", row.RegorgCn), ("$regstate", row.RegstateCn), ("$dom", row.Dom), ("$opscope", row.Opscope),
            ("$opfrom", row.Opfrom), ("$opto", row.Opto),
            ("$industry", row.Industry), ("$candate", row.Candate), ("$canrea", row.Canrea),
        ];
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static void SaveList<T>(
        SqliteTransaction transaction, string table, int id, IReadOnlyList<T> items, Func<T, IReadOnlyList<string>> columns)
    {
        for (var index = 0; index < items.Count; index++)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            var values = columns(items[index]);
            // The table's name is one of our own, never input.
            var parameters = string.Join(", ", values.Select((_, place) => $"$value{place}"));
            command.CommandText = $"INSERT OR REPLACE INTO {table} VALUES ($id, $seq, {parameters})";
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$seq", index + 1);
            for (var place = 0; place < values.Count; place++)
                command.Parameters.AddWithValue($"$value{place}", values[place]);
            command.ExecuteNonQuery();
        }
    }
}
