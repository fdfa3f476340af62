using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules;

/// <summary>Rules of one facet that span several of its fields; each judges one content and knows nothing else.</summary>
internal interface ISpanningRule
{
    /// <summary>The facet's message type.</summary>
    MessageDescriptor Facet { get; }

    IReadOnlyList<Rule> Rules { get; }

    /// <summary>Adds what the content breaks. A field that is missing or malformed is left to the field's own rules.</summary>
    /// <param name="key">The entity that the content is about; null if the change has no key.</param>
    void Check(IMessage content, Key? key, Findings findings);
}
