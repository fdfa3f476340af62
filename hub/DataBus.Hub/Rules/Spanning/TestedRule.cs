using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>One rule over several fields that is broken or not.</summary>
/// <param name="field">The field where the violation is reported.</param>
/// <param name="shown">Its value as a violation may show it.</param>
internal sealed class TestedRule<T>(string field, Rule rule, Func<T, string> shown, Func<T, Key?, bool> isBroken) : SpanningRule<T>(rule)
    where T : IMessage<T>, new()
{
    protected override void Check(T content, Key? key, Findings findings)
    {
        if (isBroken(content, key))
            findings.AddAt(field, rule, shown(content));
    }
}
