using System.Collections;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Templates;

/// <summary>Makes the row of a template of a change: what the mapping reads as the same change.</summary>
internal sealed class TemplateRows(TemplateLayout layout, string source)
{
    /// <summary>The texts of a change in the columns of the layout; the marker is empty.</summary>
    public IReadOnlyList<string> TextsOf(Change change)
    {
        var content = layout.Facet.ContentOf(change)!;
        var keys = layout.Keys.SelectMany(key =>
            key.Scheme == change.Key.Scheme ? key.Split(change.Key.Value, source) : key.Headers.Select(_ => ""));
        return ["", .. keys, .. layout.Fields.Select(column => Text(content, column))];
    }

    private static string Text(IMessage content, TemplateColumn column)
    {
        var names = column.Path.Split('.');
        foreach (var name in names[..^1])
        {
            if (content.Descriptor.FindFieldByName(name).Accessor.GetValue(content) is not IMessage inner)
                return "";
            content = inner;
        }
        return Text(content, column.Field.Accessor.GetValue(content), column);
    }

    private static string Text(IMessage content, object? value, TemplateColumn column)
    {
        var field = column.Field;
        if (column.IsLines)
            return string.Join('\n', ((IList)value!).Cast<IMessage>().Select(message => Line(message, column.Parts)));
        if (field.IsRepeated)
            return string.Join('\n', ((IList)value!).Cast<object>().Select(item => LineText.Escape(TemplateValues.TextOf(field, item))));
        // A value at its default is one that is not there, unless the field can tell.
        var isThere = field.HasPresence ? field.Accessor.HasValue(content) : value is not (0 or 0U or 0L or 0UL);
        return isThere ? TemplateValues.TextOf(field, value!) : "";
    }

    private static string Line(IMessage message, IReadOnlyList<TemplateColumn> parts) => string.Join(" | ", parts.Select(part =>
    {
        var text = Text(message, part);
        return part.Field.IsRepeated ? text.Replace('\n', ';') : LineText.Escape(text);
    }));
}
