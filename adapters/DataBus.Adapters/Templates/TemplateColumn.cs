using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Adapters.Templates;

/// <summary>A column of a template that holds a field of the facet.</summary>
/// <param name="Header">Its name, unique in the template.</param>
/// <param name="Path">Path of the field, for example <c>capital.amount</c>.</param>
/// <param name="Field">The field.</param>
internal sealed record TemplateColumn(string Header, string Path, FieldDescriptor Field)
{
    /// <summary>What the contract declares of the field.</summary>
    public FieldSpec Spec { get; } = SpecOf(Field);

    /// <summary>True: a list of messages, each a line of the cell.</summary>
    public bool IsLines => Field.IsRepeated && IsMessage(Field);

    /// <summary>True: a row without it is held. A part of a message is required only where the message is given.</summary>
    public bool IsRequired => Spec.Required && !Spec.Warn.Contains("required") && !Path.Contains('.');

    /// <summary>The parts of a line, in order.</summary>
    public IReadOnlyList<TemplateColumn> Parts => IsLines ? Of(Field.MessageType) : [];

    /// <summary>What the contract declares of a field; an empty declaration if it says nothing.</summary>
    public static FieldSpec SpecOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();

    /// <summary>The columns of a message in the order of its numbers; a message inside is taken apart.</summary>
    public static IReadOnlyList<TemplateColumn> Of(MessageDescriptor message) => [.. Of(message, "", "")];

    private static IEnumerable<TemplateColumn> Of(MessageDescriptor message, string path, string header)
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var spec = SpecOf(field);
            var name = header + (spec.Zh.Length > 0 ? spec.Zh : field.Name);
            if (!IsMessage(field) || field.IsRepeated)
                yield return new TemplateColumn(name, path + field.Name, field);
            else
            {
                foreach (var part in Of(field.MessageType, $"{path}{field.Name}.", $"{name}."))
                    yield return part;
            }
        }
    }

    private static bool IsMessage(FieldDescriptor field) => field.FieldType == FieldType.Message && !IsTimestamp(field);

    /// <summary>Tells whether a field is an instant.</summary>
    public static bool IsTimestamp(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName == Google.Protobuf.WellKnownTypes.Timestamp.Descriptor.FullName;
}
