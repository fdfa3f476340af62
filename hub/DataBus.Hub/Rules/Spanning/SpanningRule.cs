using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Rules that span fields of one facet's message.</summary>
/// <typeparam name="T">The facet's message.</typeparam>
internal abstract class SpanningRule<T>(params IReadOnlyList<Rule> rules) : ISpanningRule where T : IMessage<T>, new()
{
    public MessageDescriptor Facet { get; } = new T().Descriptor;

    public IReadOnlyList<Rule> Rules { get; } = rules;

    public void Check(IMessage content, Key? key, Findings findings) => Check((T)content, key, findings);

    protected abstract void Check(T content, Key? key, Findings findings);
}
