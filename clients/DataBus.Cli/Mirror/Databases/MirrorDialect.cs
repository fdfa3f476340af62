using System.Data.Common;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>What differs from database to database.</summary>
internal abstract class MirrorDialect : IDisposable
{
    /// <summary>The database, for people; without secrets.</summary>
    public abstract string Place { get; }

    /// <summary>False: there is none, and opening it would make an empty one.</summary>
    public virtual bool IsThere => true;

    /// <summary>Most values of one statement: a few big ones are quick where each costs a journey.</summary>
    public virtual int MostValues => 16_000;

    /// <summary>Query for the columns of a table that there is: name and type; its one value is the table's name.</summary>
    public abstract string ColumnsQuery { get; }

    /// <summary>What each session begins with; empty: nothing.</summary>
    public virtual string Session => "";

    /// <summary>Makes a connection that is not open.</summary>
    public abstract DbConnection Connect();

    /// <summary>Learns from an open connection what it must know.</summary>
    /// <exception cref="CliException">The database cannot hold a mirror.</exception>
    public virtual Task LearnAsync(MirrorSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Locks the database against a second mirror until the session ends, however it ends; false: somebody else has it.</summary>
    public abstract Task<bool> LockAsync(MirrorSession session, CancellationToken cancellationToken);

    public virtual string Quote(string name) => $"\"{name}\"";

    /// <summary>The column's type.</summary>
    public abstract string TypeOf(MirrorField field);

    /// <summary>Whether a type that <see cref="ColumnsQuery"/> told holds this.</summary>
    public abstract bool IsType(MirrorType type, string said);

    /// <summary>Statements that make a table.</summary>
    public abstract IEnumerable<string> Create(string table, string comment, IReadOnlyList<MirrorField> fields, IReadOnlyList<string> keys);

    /// <summary>Statements that add a column.</summary>
    public abstract IEnumerable<string> Add(string table, MirrorField field);

    /// <summary>Where the value with this number (from 0) stands in a statement.</summary>
    public abstract string Placeholder(int at);

    /// <summary>A condition that some columns together are one of a list of rows.</summary>
    public virtual string Within(string columns, string rows) => $"({columns}) IN (VALUES {rows})";

    /// <summary>Gives a command its next value.</summary>
    public abstract DbParameter Parameter(MirrorType type, object? value, int at);

    /// <summary>A text as the database can keep it.</summary>
    public virtual string Text(MirrorType type, string text) => text;

    /// <summary>A value as it was read, in the shape in which it was given.</summary>
    public abstract object? Read(MirrorType type, object? value);

    /// <summary>Whether the same may succeed later: the connection was lost, the server stops.</summary>
    public abstract bool IsTransient(DbException exception);

    public virtual void Dispose()
    {
    }

    /// <summary>The columns of a table as a statement makes them.</summary>
    protected string Columns(IEnumerable<MirrorField> fields, IReadOnlyList<string> keys, Func<MirrorField, string>? more = null)
    {
        var columns = fields.Select(field => $"{Quote(field.Name)} {TypeOf(field)}{(keys.Contains(field.Name) ? " NOT NULL" : "")}{more?.Invoke(field)}");
        return string.Join(", ", keys.Count == 0 ? columns : columns.Append($"PRIMARY KEY ({string.Join(", ", keys.Select(Quote))})"));
    }

    /// <summary>A text as it stands in a statement; for comments, which cannot be values.</summary>
    protected static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
