using Google.Protobuf;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Gathers the usual spanning rules of one facet.</summary>
internal static class SpansOf
{
    public static ISpanningRule[] Facet<T>(Func<Spans<T>, ISpanningRule[]> rules) where T : IMessage<T>, new() => rules(new Spans<T>());
}
