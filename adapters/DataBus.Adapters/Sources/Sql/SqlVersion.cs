using System.Globalization;
using System.Text.Json.Serialization;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Value of a version column: a whole number, or a time as the database keeps it (with a zone or without).</summary>
[JsonConverter(typeof(SqlVersionConverter))]
internal sealed record SqlVersion : IComparable<SqlVersion>
{
    private SqlVersion()
    {
    }

    /// <summary>The number; null if it is a time.</summary>
    public long? Number { get; private init; }

    /// <summary>The time; null if it is a number.</summary>
    public DateTime? At { get; private init; }

    /// <summary>The value as a parameter.</summary>
    public object Value => Number is { } number ? number : At!;

    /// <summary>What the hub compares: numbers are a total order, times a coarse one.</summary>
    public SourceVersion Source => Number is { } number
        ? new SourceVersion { Sequence = (ulong)Math.Max(number, 0) }
        : new SourceVersion { Time = Timestamp.FromDateTimeOffset(CalendarConverters.Instant(At!.Value)) };

    /// <summary>The version of a column's value; null if it is neither a whole number nor a time.</summary>
    public static SqlVersion? Of(object value) => value switch
    {
        long or int or short or sbyte or byte or ushort or uint => new SqlVersion { Number = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
        ulong number and <= long.MaxValue => new SqlVersion { Number = (long)number },
        decimal number when decimal.IsInteger(number) && number is >= 0 and <= long.MaxValue => new SqlVersion { Number = (long)number },
        DateTime time => new SqlVersion { At = time },
        DateTimeOffset time => new SqlVersion { At = time.UtcDateTime },
        DateOnly day => new SqlVersion { At = day.ToDateTime(TimeOnly.MinValue) },
        _ => null,
    };

    /// <summary>The version that lies so far below.</summary>
    /// <exception cref="InvalidDataException">The overlap is declared in the unit of the other kind.</exception>
    public SqlVersion Minus(OverlapDeclaration overlap) => (Number, overlap.Versions, overlap.Time) switch
    {
        ({ } number, { } versions, _) => new SqlVersion { Number = number - versions },
        (null, _, { } time) => new SqlVersion { At = At - time },
        ({ }, null, _) => throw new InvalidDataException("The version column holds whole numbers: overlap should be a number of versions, for example 1000."),
        _ => throw new InvalidDataException("The version column holds times: overlap should be a duration, for example 10m."),
    };

    /// <inheritdoc/>
    public int CompareTo(SqlVersion? other) => other is null ? 1
        : Number is { } number ? number.CompareTo(other.Number)
        : Nullable.Compare(At, other.At);

    /// <inheritdoc/>
    public override string ToString() => Number?.ToString(CultureInfo.InvariantCulture) ?? At!.Value.ToString("O", CultureInfo.InvariantCulture);
}
