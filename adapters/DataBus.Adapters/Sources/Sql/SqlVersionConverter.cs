using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Versions in a position: a number as number, a time as round-trip text.</summary>
internal sealed class SqlVersionConverter : JsonConverter<SqlVersion>
{
    public override SqlVersion? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? SqlVersion.Of(reader.GetInt64())
            : SqlVersion.Of(DateTime.ParseExact(reader.GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));

    public override void Write(Utf8JsonWriter writer, SqlVersion value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value.ToString());
    }
}
