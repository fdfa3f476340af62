using System.Globalization;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Value of a key column: a whole number or a text, which databases order differently.</summary>
/// <param name="Number">The number; null if it is a text.</param>
/// <param name="Text">The text; null if it is a number.</param>
internal sealed record SqlKey(
    [property: JsonPropertyName("n")] long? Number, [property: JsonPropertyName("t")] string? Text) : IComparable<SqlKey>
{
    /// <summary>The value as a parameter.</summary>
    [JsonIgnore]
    public object Value => Number is { } number ? number : Text!;

    /// <summary>The key of a column's value.</summary>
    public static SqlKey Of(object value) => value is long or int or short
        ? new SqlKey(Convert.ToInt64(value, CultureInfo.InvariantCulture), null)
        : new SqlKey(null, Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>The order of SQLite: numbers before texts, texts by their bytes.</summary>
    public int CompareTo(SqlKey? other) => other is null ? 1
        : (Number, other.Number) switch
        {
            ({ } one, { } two) => one.CompareTo(two),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => string.CompareOrdinal(Text, other.Text),
        };

    /// <inheritdoc/>
    public override string ToString() => Number?.ToString(CultureInfo.InvariantCulture) ?? Text!;
}
