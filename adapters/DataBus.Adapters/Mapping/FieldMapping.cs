using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Mapping;

/// <summary>Fills one field of a facet from a row.</summary>
internal sealed class FieldMapping(FieldPath path, ValueMapping value)
{
    /// <summary>The field.</summary>
    public FieldPath Path { get; } = path;

    /// <summary>Tries the converters on a row's column, if they demand a form of it.</summary>
    public void Sample(SourceRow row, ColumnForms forms)
    {
        if (value.FormColumn is { } column && row[column] is not null)
            forms.Add(column, Path.Path, value.Of(row).Problems.FirstOrDefault(problem => problem.Severity == Severity.Error)?.Rule);
    }

    /// <summary>Fills the field; what goes wrong is said to the mapped row.</summary>
    public void Fill(SourceRow row, IMessage content, MappedRow mapped)
    {
        var converted = value.Of(row);
        foreach (var problem in converted.Problems)
            mapped.Add(problem.Severity, problem.Rule, Path.Path, problem.Value, problem.Zh, problem.En);
        if (Path.Set(content, converted) is { } wrong)
            mapped.Error("kit.value", Path.Path, wrong, $"字段 {Path.Path} 放不下这个值", $"The field {Path.Path} cannot take this value");
    }
}
