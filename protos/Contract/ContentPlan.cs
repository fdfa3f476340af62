using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>How the fields of one message are written for the origin hash; worked out once a message type.</summary>
internal sealed class ContentPlan
{
    private static readonly ConcurrentDictionary<MessageDescriptor, ContentPlan> _plans = new();

    private readonly Step[] _steps;

    private ContentPlan(MessageDescriptor message) =>
        _steps = [.. message.Fields.InFieldNumberOrder().Select(field => new Step(field))];

    public static ContentPlan Of(MessageDescriptor message) => _plans.GetOrAdd(message, static type => new ContentPlan(type));

    /// <summary>Writes number and value of each field that differs from its default, or is set if the field can tell.</summary>
    public void Write(IMessage message, ref CanonicalWriter writer)
    {
        foreach (var step in _steps)
            step.Write(message, ref writer);
    }

    private sealed class Step(FieldDescriptor field)
    {
        private readonly IFieldAccessor _accessor = field.Accessor;
        private readonly int _number = field.FieldNumber;
        private readonly bool _hasPresence = field.HasPresence;
        private readonly bool _isDecimal = field.GetOptions()?.GetExtension(OptionsExtensions.Field) is { Format: Format.Decimal };
        private readonly bool _isRepeated = field.IsRepeated;

        public void Write(IMessage message, ref CanonicalWriter writer)
        {
            if (_hasPresence && !_accessor.HasValue(message))
                return;

            var value = _accessor.GetValue(message);
            if (!_isRepeated)
            {
                WriteValue(value, isKept: _hasPresence, ref writer);
                return;
            }

            foreach (var item in (IList)value)
                WriteValue(item!, isKept: true, ref writer);
        }

        private void WriteValue(object value, bool isKept, ref CanonicalWriter writer)
        {
            switch (value)
            {
                case string text when isKept || text.Length > 0:
                    writer.WriteText(_number, _isDecimal ? DecimalText.Normalise(text) : text);
                    break;
                case IMessage nested:
                    var start = writer.BeginNested(_number);
                    Of(nested.Descriptor).Write(nested, ref writer);
                    writer.EndNested(start);
                    break;
                case ByteString bytes when isKept || !bytes.IsEmpty:
                    writer.WriteBytes(_number, bytes.Span);
                    break;
                case string or ByteString:
                    break;
                default:
                    WriteNumber(value, isKept, ref writer);
                    break;
            }
        }

        private void WriteNumber(object value, bool isKept, ref CanonicalWriter writer)
        {
            var bits = value switch
            {
                bool flag => flag ? 1L : 0L,
                int number => number,
                uint number => number,
                long number => number,
                ulong number => unchecked((long)number),
                double number => BitConverter.DoubleToInt64Bits(number),
                float number => BitConverter.DoubleToInt64Bits(number),
                Enum code => Convert.ToInt64(code, System.Globalization.CultureInfo.InvariantCulture),
                _ => throw new NotSupportedException($"A facet cannot have a field of type {value.GetType()}."),
            };
            if (isKept || bits != 0)
                writer.WriteNumber(_number, bits);
        }
    }
}
