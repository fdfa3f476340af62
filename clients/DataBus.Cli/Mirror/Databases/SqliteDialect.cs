using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>A SQLite file; locked by a file beside it, so that others may read it meanwhile.</summary>
internal sealed class SqliteDialect(string file) : MirrorDialect
{
    // SQLITE_CANTOPEN: there is no such folder, or no right to it, for now. SQLITE_BUSY: another program writes for long.
    private const int CannotOpen = 14;
    private const int Busy = 5;

    private FileStream? _lock;

    public override string Place => $"sqlite:{file}";

    public override bool IsThere => File.Exists(file);

    // The library looks each value up by its name, one after the other: many values in one statement are slow, and none costs a journey.
    public override int MostValues => 100;

    public override string ColumnsQuery => "SELECT name, type FROM pragma_table_info($0)";

    public override DbConnection Connect() => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());

    public override Task<bool> LockAsync(MirrorSession session, CancellationToken cancellationToken)
    {
        try
        {
            // The system lets go of it when the process ends, however it does.
            _lock = new FileStream($"{Path.GetFullPath(file)}.mirror-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Task.FromResult(true);
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return Task.FromResult(false);
        }
    }

    public override string TypeOf(MirrorField field) => field.Type switch
    {
        MirrorType.Integer or MirrorType.Boolean => "INTEGER",
        MirrorType.Counted => "INTEGER PRIMARY KEY AUTOINCREMENT",
        MirrorType.Bytes => "BLOB",
        _ => "TEXT",
    };

    public override bool IsType(MirrorType type, string said) => said == TypeOf(new MirrorField("", type));

    public override IEnumerable<string> Create(string table, string comment, IReadOnlyList<MirrorField> fields, IReadOnlyList<string> keys) =>
        [$"CREATE TABLE IF NOT EXISTS {Quote(table)} ({Columns(fields, keys)})"];

    public override IEnumerable<string> Add(string table, MirrorField field) => [$"ALTER TABLE {Quote(table)} ADD COLUMN {Quote(field.Name)} {TypeOf(field)}"];

    public override string Placeholder(int at) => string.Create(CultureInfo.InvariantCulture, $"${at}");

    public override DbParameter Parameter(MirrorType type, object? value, int at) => new SqliteParameter(Placeholder(at), value switch
    {
        null => DBNull.Value,
        bool flag => flag ? 1L : 0L,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => value,
    });

    public override object? Read(MirrorType type, object? value) => (type, value) switch
    {
        (MirrorType.Boolean, long flag) => flag != 0,
        (MirrorType.Time, string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : text,
        _ => value,
    };

    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: CannotOpen or Busy };

    public override void Dispose() => _lock?.Dispose();
}
