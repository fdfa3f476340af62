using System.Data.Common;
using System.Text;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>A statement as it is put together: what others say goes in as values, never as text.</summary>
internal sealed class MirrorSql(MirrorDialect dialect)
{
    private readonly StringBuilder _text = new();
    private readonly List<DbParameter> _values = [];

    public MirrorSql Text(string text)
    {
        _text.Append(text);
        return this;
    }

    public MirrorSql Value(MirrorType type, object? value) => Text(dialect.Placeholder(_values.Count)).With(type, value);

    /// <summary>A value whose place stands in the text already.</summary>
    public MirrorSql With(MirrorType type, object? value)
    {
        _values.Add(dialect.Parameter(type, value, _values.Count));
        return this;
    }

    public MirrorSql Number(long value) => Value(MirrorType.Integer, value);

    /// <summary>A name that the database compares byte by byte.</summary>
    public MirrorSql Name(string value) => Value(MirrorType.Name, value);

    /// <summary>A name as it stands in the schema.</summary>
    public MirrorSql Quoted(string name) => Text(dialect.Quote(name));

    /// <summary>Rows in brackets, with commas between them.</summary>
    public MirrorSql Rows(IReadOnlyList<MirrorType> types, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var between = "";
        foreach (var row in rows)
        {
            _text.Append(between).Append('(');
            for (var at = 0; at < types.Count; at++)
                Text(at == 0 ? "" : ", ").Value(types[at], row[at]);
            _text.Append(')');
            between = ", ";
        }

        return this;
    }

    /// <summary>A condition that some columns, all of them names, together are one of these rows.</summary>
    public MirrorSql Within(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        const char gap = '\0';
        var parts = dialect.Within(string.Join(", ", columns.Select(dialect.Quote)), gap.ToString()).Split(gap);
        return Text(parts[0]).Rows([.. columns.Select(static _ => MirrorType.Name)], rows).Text(parts[1]);
    }

    public DbCommand ToCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names come from the contract and from this folder; what others say goes in as values.
        command.CommandText = _text.ToString();
#pragma warning restore CA2100
        command.Parameters.AddRange(_values.ToArray());
        return command;
    }
}
