using System.Linq.Expressions;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules;

/// <summary>Tells whether a message carries fields that this contract does not know.</summary>
/// <remarks>
/// Google.Protobuf keeps them in a private field of each generated class and offers no way to ask; comparing with a copy that was parsed
/// without them costs more than all rules together. A library that moves the field fails at start, not in silence.
/// </remarks>
internal static class UnknownFields
{
    private const string GeneratedField = "_unknownFields";

    public static Func<IMessage, bool> ProbeFor(MessageDescriptor type)
    {
        var field = type.ClrType.GetField(GeneratedField, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type.ClrType} has no field {GeneratedField}: unknown fields cannot be seen.");
        var message = Expression.Parameter(typeof(IMessage));
        var kept = Expression.Field(Expression.Convert(message, type.ClrType), field);
        var isKept = Expression.NotEqual(kept, Expression.Constant(null, field.FieldType));
        return Expression.Lambda<Func<IMessage, bool>>(isKept, message).Compile();
    }
}
