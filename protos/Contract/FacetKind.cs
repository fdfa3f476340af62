using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>A facet kind as the contract declares it: what its message options say, ready to use.</summary>
/// <remarks>Immutable; obtained from <see cref="FacetCatalogue"/>.</remarks>
public sealed class FacetKind
{
    private const char Separator = '|';

    private readonly FieldDescriptor _contentField;

    internal FacetKind(FieldDescriptor contentField, FacetSpec spec)
    {
        _contentField = contentField;
        Spec = spec;
        EntityKind = KeyText.ParseKind(spec.Name[..spec.Name.IndexOf('.', StringComparison.Ordinal)]);
        InstanceFields = [.. spec.InstanceKey.Select(FieldNamed)];
        EventIdField = spec.EventId.Length == 0 ? null : FieldNamed(spec.EventId);
        OwnerField = spec.OwnerField.Length == 0 ? null : FieldNamed(spec.OwnerField);
    }

    /// <summary>Name of the facet kind, for example <c>enterprise.tier_label</c>.</summary>
    public string Name => Spec.Name;

    /// <summary>Chinese name, for people.</summary>
    public string Zh => Spec.Zh;

    /// <summary>The declaration itself.</summary>
    public FacetSpec Spec { get; }

    /// <summary>The kind of entity that has such facets.</summary>
    public Kind EntityKind { get; }

    /// <summary>Its message.</summary>
    public MessageDescriptor Descriptor => _contentField.MessageType;

    /// <summary>Its field number in <see cref="Change"/>.</summary>
    public int ContentNumber => _contentField.FieldNumber;

    /// <summary>True: each push is an event that matters by itself; false: each push carries the whole content.</summary>
    public bool IsEvent => Spec.Shape == Shape.Event;

    /// <summary>True: an entity may have many instances.</summary>
    public bool IsMany => Spec.Cardinality == Cardinality.Many;

    /// <summary>True: every caller reads it (无条件共享).</summary>
    public bool IsOpen => Spec.Sharing == SharingClass.Unconditional;

    /// <summary>True: absent from every read but the owner's and the operator's (不予共享).</summary>
    public bool IsClosed => Spec.Sharing == SharingClass.NotShared;

    /// <summary>The fields whose values make the instance, in order; empty if an entity has one.</summary>
    public IReadOnlyList<FieldDescriptor> InstanceFields { get; }

    /// <summary>EVENT: the field with the source's event id.</summary>
    public FieldDescriptor? EventIdField { get; }

    /// <summary>The field whose value decides the owner, if the facet kind has parts.</summary>
    public FieldDescriptor? OwnerField { get; }

    /// <summary>The content of this kind in a change; null if the change carries something else.</summary>
    public IMessage? ContentOf(Change change) => _contentField.Accessor.GetValue(change) as IMessage;

    /// <summary>Instance of a content: its instance values joined by <c>|</c>; empty if an entity has one; null if a value is missing.</summary>
    /// <remarks>A <c>|</c> or <c>%</c> inside a value is written <c>%7C</c>, <c>%25</c>, so that two instances never look the same.</remarks>
    public string? InstanceOf(IMessage content)
    {
        if (InstanceFields.Count == 1)
            return Escape(Text(InstanceFields[0], content)) is { Length: > 0 } single ? single : null;

        var values = InstanceFields.Select(field => Escape(Text(field, content))).ToArray();
        return values.Any(value => value.Length == 0) ? null : string.Join(Separator, values);
    }

    /// <summary>The source's event id of a content; empty for STATE.</summary>
    public string EventIdOf(IMessage content) => EventIdField is null ? "" : Text(EventIdField, content);

    /// <summary>The owner field's value in a change: empty if the facet kind has no parts; null if the change cannot tell
    /// (a tombstone of a kind whose instance does not name the part).</summary>
    public string? PartOf(Change change)
    {
        if (OwnerField is null)
            return "";
        if (ContentOf(change) is { } content)
            return Text(OwnerField, content);

        return PartOf(change.Tombstone?.Instance ?? change.Pending?.Instance ?? "");
    }

    /// <summary>The owner field's value as an instance tells it: empty if the facet kind has no parts; null if its instances do
    /// not name the part.</summary>
    public string? PartOf(string instance)
    {
        if (OwnerField is null)
            return "";
        var place = InstanceFields.TakeWhile(field => field != OwnerField).Count();
        var values = instance.Split(Separator);
        return place < InstanceFields.Count && place < values.Length ? Unescape(values[place]) : null;
    }

    private FieldDescriptor FieldNamed(string name) => Descriptor.FindFieldByName(name)
        ?? throw new InvalidOperationException($"{Spec.Name} names the field \"{name}\", which {Descriptor.Name} does not have.");

    private static string Text(FieldDescriptor field, IMessage content) =>
        Convert.ToString(field.Accessor.GetValue(content), CultureInfo.InvariantCulture) ?? "";

    private static string Escape(string value) => value.AsSpan().ContainsAny('|', '%')
        ? value.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)
        : value;

    private static string Unescape(string value) =>
        value.Replace("%7C", "|", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
