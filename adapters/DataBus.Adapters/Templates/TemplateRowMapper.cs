using System.Collections;
using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Templates;

/// <summary>Reads what a table of columns cannot say: lists of messages, a line each, and that a row names one entity.</summary>
internal sealed class TemplateRowMapper(TemplateLayout layout) : IRowMapper
{
    public string Name => "template";

    public void Map(SourceRow row, MappedRow mapped)
    {
        if (layout.Keys.Count(key => key.Headers.All(header => row[header] is not null)) > 1)
        {
            mapped.Error("kit.key_twice", "key", null,
                "一行只能填一种主体编号. 请留下最正式的一种, 清空其余", "A row takes one kind of key. Keep the most official one and clear the others");
        }
        foreach (var column in layout.Fields.Where(column => column.IsLines))
            Lines(row, column, mapped);
    }

    private void Lines(SourceRow row, TemplateColumn column, MappedRow mapped)
    {
        var cell = new Conversion(row.List(column.Header));
        row.Judge(column.Header, cell);
        foreach (var problem in cell.Problems)
            mapped.Add(problem.Severity, problem.Rule, column.Path, problem.Value, problem.Zh, problem.En);
        foreach (var line in cell.Items.SelectMany(LineText.Lines))
            Line(line, column, mapped);
    }

    private void Line(string line, TemplateColumn column, MappedRow mapped)
    {
        var list = List(column, mapped);
        var path = $"{column.Path}[{list.Count}]";
        var message = column.Field.MessageType.Parser.ParseFrom(ByteString.Empty);
        var parts = LineText.Parts(line);
        for (var i = 0; i < column.Parts.Count && i < parts.Count; i++)
            Part(message, column.Parts[i], parts[i], path, mapped);
        if (parts.Skip(column.Parts.Count).Any(part => part.Length > 0))
        {
            mapped.Error("kit.line_parts", path, null,
                $"第 {list.Count + 1} 条有 {parts.Count} 项, 至多 {column.Parts.Count} 项: {Names(column)}", $"Line {list.Count + 1} has {parts.Count} parts, at most {column.Parts.Count} are known");
        }
        list.Add(message);
    }

    private static void Part(IMessage message, TemplateColumn part, string text, string path, MappedRow mapped)
    {
        var value = new Conversion(text.Length == 0 ? [] : [part.Field.IsRepeated ? text : LineText.Unescape(text)]);
        foreach (var convert in TemplateValues.Converters(part.Field))
            convert(value);
        var isOpen = part.Spec.Class == FieldClass.Unspecified;
        foreach (var problem in value.Problems)
            mapped.Add(problem.Severity, problem.Rule, $"{path}.{part.Path}", isOpen ? problem.Value : "", problem.Zh, problem.En);
        if (FieldPath.Find(message.Descriptor, part.Path)!.Set(message, value) is { } wrong)
            mapped.Error("kit.value", $"{path}.{part.Path}", isOpen ? wrong : null, $"“{part.Header}”放不下这个值", $"The field {part.Path} cannot take this value");
    }

    private IList List(TemplateColumn column, MappedRow mapped)
    {
        var message = layout.Facet.ContentOf(mapped.Change)!;
        var names = column.Path.Split('.');
        foreach (var name in names[..^1])
        {
            var field = message.Descriptor.FindFieldByName(name);
            if (field.Accessor.GetValue(message) is not IMessage inner)
            {
                inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                field.Accessor.SetValue(message, inner);
            }
            message = inner;
        }
        return (IList)column.Field.Accessor.GetValue(message);
    }

    private static string Names(TemplateColumn column) => string.Join(" | ", column.Parts.Select(part => part.Header));
}
