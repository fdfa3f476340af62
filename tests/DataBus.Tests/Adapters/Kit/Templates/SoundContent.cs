using System.Collections;
using System.Globalization;
using DataBus.V1;
using Fare;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Adapters.Kit.Templates;

/// <summary>Makes changes of any facet kind whose fields obey what the contract declares of each; what spans fields is left to chance.</summary>
internal sealed class SoundContent(Random random)
{
    private static readonly string[] _pieces =
        ["津南", "A", "0012", "1.50", "（甲）", "|", ";", "；", "\\", "\\n", "\n", "_x000D_", "=1+1", "是", "2026-01-31", "12345678901234567", "\"", "<&>", "'", "𠮷", "%"];

    /// <summary>A change with a key of a scheme.</summary>
    public Change Change(FacetKind facet, string scheme, string source)
    {
        var content = (IMessage)Activator.CreateInstance(facet.Descriptor.ClrType)!;
        Fill(content, depth: 0);
        var change = new Change { Key = new Key { Kind = facet.EntityKind, Scheme = scheme, Value = Key(scheme, source) } };
        V1.Change.Descriptor.FindFieldByNumber(facet.ContentNumber).Accessor.SetValue(change, content);
        return change;
    }

    private string Key(string scheme, string source) => scheme switch
    {
        "uscc" => Uscc(),
        "regno" => Regno(),
        "patent" => $"CN{random.Next(1, 4)}{random.Next(100_000_000):D8}",
        "code" => $"JN-{random.Next(1, 23):D2}",
        "local" => random.Next(3) == 0 ? $"other.feed:{random.Next(1000)}:x" : $"{source}:{Text(20)}",
        _ => $"天津市科技局:{Text(20)}",
    };

    private void Fill(IMessage message, int depth)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var spec = field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();
            if (!spec.Required && random.Next(3) == 0)
                continue;
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var left = random.Next(1, 4); left > 0; left--)
                    list.Add(Value(field, spec, depth));
            }
            else
                field.Accessor.SetValue(message, Value(field, spec, depth));
        }
    }

    private object Value(FieldDescriptor field, FieldSpec spec, int depth) => field.FieldType switch
    {
        FieldType.String => Text(spec),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.UInt64 => (ulong)random.NextInt64(),
        FieldType.UInt32 => (uint)random.Next(),
        FieldType.Int32 => random.Next(),
        FieldType.Int64 => random.NextInt64(),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName =>
            new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(10_000_000)).AddTicks(random.Next(2) * 1_234_567L).ToTimestamp(),
        FieldType.Message => Message(field.MessageType, depth + 1),
        _ => throw new NotSupportedException($"{field.FullName} has a type that no template has had so far."),
    };

    private IMessage Message(MessageDescriptor type, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        while (message.CalculateSize() == 0)
            Fill(message, depth);
        return message;
    }

    private string Text(FieldSpec spec) => spec switch
    {
        { CodeTable.Length: > 0 } => One(CodeTables.Find(spec.CodeTable)!.Entries).Code,
        { Format: Format.Date } => new DateOnly(2020, 1, 1).AddDays(random.Next(2500)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Format: Format.Decimal } => Decimal(spec),
        { Format: Format.Uscc } => Uscc(),
        { Format: Format.Regno } => Regno(),
        { Format: Format.ApplicationNumber } => ApplicationNumber(),
        { Format: Format.DocumentNumber } => $"CN{random.Next(1, 4)}{random.Next(100_000_000):D8}{One("ABUS".ToList())}",
        { Format: Format.MaskedName } => One(["张**", "欧阳**", "李**"]),
        { Format: Format.Year } => $"{random.Next(2016, 2027)}",
        { Format: Format.Currency } => "CNY",
        { Format: Format.Key } => spec.Pattern.StartsWith("platform", StringComparison.Ordinal) ? "platform/cert/区科技局:1" : "achievement/patent/CN107293749",
        { Pattern.Length: > 0 } => new Xeger(spec.Pattern, random).Generate(),
        { Class: FieldClass.Personal } => One(["张**", "天津某某有限公司", "王**"]),
        _ => Text(spec.MaxLength == 0 ? 60 : (int)Math.Min(spec.MaxLength, 60)),
    };

    private string Text(int most)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => One(_pieces)));
        text = text.Length > most ? text[..most] : text;
        text = (char.IsHighSurrogate(text[^1]) ? text[..^1] : text).Trim();
        return text.Length > 0 ? text : "津";
    }

    private string Decimal(FieldSpec spec)
    {
        var most = spec.Max.Length > 0 ? decimal.Parse(spec.Max, CultureInfo.InvariantCulture) : 1_000_000_000_000m;
        var least = spec.Min.Length > 0 ? decimal.Parse(spec.Min, CultureInfo.InvariantCulture) : -1000m;
        return decimal.Round(least + (most - least) * (decimal)random.NextDouble(), random.Next(0, 7)).ToString(CultureInfo.InvariantCulture);
    }

    private string Uscc()
    {
        while (true)
        {
            var body = $"91120112MA{random.Next(1_000_000):D6}";
            var organisation = $"{body}{CheckDigits.OrganisationCode(body.AsSpan(8))}";
            if (CheckDigits.Uscc(organisation) is { } check)
                return $"{organisation}{check}";
        }
    }

    private string Regno()
    {
        var body = $"120112{random.Next(100_000_000):D8}";
        return $"{body}{CheckDigits.Regno(body)}";
    }

    private string ApplicationNumber()
    {
        var body = $"2018{random.Next(1, 4)}{random.Next(10_000_000):D7}";
        return $"{body}{CheckDigits.ApplicationNumber(body)}";
    }

    private T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
