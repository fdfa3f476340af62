using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules;

/// <summary>The declared rules of one message type at one place of a facet, its nested messages included.</summary>
internal sealed class MessageRules
{
    private readonly FieldRules[] _fields;
    private readonly Func<IMessage, bool> _hasUnknownFields;

    private MessageRules(FieldRules[] fields, Func<IMessage, bool> hasUnknownFields) =>
        (_fields, _hasUnknownFields) = (fields, hasUnknownFields);

    public IEnumerable<Rule> Rules => _fields.SelectMany(rules => rules.Rules);

    /// <summary>Compiles the rules that a message type declares.</summary>
    /// <param name="scope">Where the message stands; the root of a facet, or a field of it.</param>
    public static MessageRules Compile(MessageDescriptor type, RuleScope scope) => new(
        [.. type.Fields.InFieldNumberOrder().Select(field => FieldCompiler.Compile(field, scope)).Where(rules => rules.AnythingToCheck)],
        UnknownFields.ProbeFor(type));

    public void Check(IMessage message, Findings findings)
    {
        if (_hasUnknownFields(message))
            findings.Add(ChangeRules.UnknownField);
        foreach (var field in _fields)
            field.Check(message, findings);
    }
}
