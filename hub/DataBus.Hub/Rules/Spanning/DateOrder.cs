using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Of two dates the one does not lie after the other; the same day is in order.</summary>
/// <param name="field">The later field, where the violation is reported.</param>
internal sealed class DateOrder<T>(string field, Func<T, string> earlier, Func<T, string> later, Rule rule) : SpanningRule<T>(rule)
    where T : IMessage<T>, new()
{
    protected override void Check(T content, Key? key, Findings findings)
    {
        if (DateText.Read(earlier(content)) is { } first && DateText.Read(later(content)) is { } last && first > last)
            findings.AddAt(field, rule, later(content));
    }
}
