using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A content that states its entity's number states the number of its key: else it would be filed under another entity.</summary>
/// <param name="field">The field that states the number.</param>
/// <param name="scheme">The scheme of keys that it must agree with; other keys say nothing about it.</param>
/// <param name="number">The number that the content states, in the form of a key's value.</param>
internal sealed class KeyAgreement<T>(string field, string scheme, Func<T, string> number, Rule rule) : SpanningRule<T>(rule)
    where T : IMessage<T>, new()
{
    protected override void Check(T content, Key? key, Findings findings)
    {
        if (key?.Scheme == scheme && number(content) is { Length: > 0 } stated && stated != key.Value)
            findings.AddAt(field, rule, stated);
    }
}
