using System.Globalization;
using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules;

/// <summary>Compiles the checks of fields that are not text: ranges of whole numbers, declared values of enumerations.</summary>
internal static class NumberChecks
{
    public static NumberCheck? Compile(FieldDescriptor field, FieldSpec spec, FieldRuleFactory factory)
    {
        if (spec.MaxLength > 0 || spec.Pattern.Length > 0 || spec.Format != Format.Unspecified || spec.CodeTable.Length > 0)
            throw factory.Unsound("max_length, pattern, format and code_table are for text");
        if (field.FieldType == FieldType.Enum)
            return CompileEnum(field.EnumType, factory);
        if (spec.Min.Length == 0 && spec.Max.Length == 0)
            return null;
        if (field.FieldType is FieldType.Bool or FieldType.Bytes)
            throw factory.Unsound("min and max need an order");
        return CompileRange(spec, factory);
    }

    private static NumberCheck CompileEnum(EnumDescriptor type, FieldRuleFactory factory)
    {
        var declared = type.Values.Select(value => value.Number).ToHashSet();
        var rule = factory.Make(
            "code", $"应为契约中 {type.Name} 列出的值。", $"must be a value that the contract lists in {type.Name}.");
        return value => declared.Contains((int)value) ? null : rule;
    }

    private static NumberCheck CompileRange(FieldSpec spec, FieldRuleFactory factory)
    {
        var range = new LimitRange<decimal>(spec, factory, Amount.Read);
        return value => range.Judge(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
    }
}
