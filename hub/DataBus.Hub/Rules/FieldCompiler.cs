using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Rules;

/// <summary>Makes a field's rules of its option, once; an option that cannot work stops the start.</summary>
internal static class FieldCompiler
{
    public static FieldRules Compile(FieldDescriptor field, RuleScope scope)
    {
        var spec = field.GetOptions()?.GetExtension(OptionsExtensions.Field) ?? new FieldSpec();
        var factory = new FieldRuleFactory(scope.Facet, scope.PathOf(field.Name), spec, scope.Codes);
        if (field.IsMap || field.FieldType is FieldType.Double or FieldType.Float or FieldType.Group)
            throw factory.Unsound("maps and binary fractions have no place in a facet");

        var required = spec.Required ? MakeRequired(field, factory) : null;
        var nested = field.FieldType == FieldType.Message
            ? MessageRules.Compile(field.MessageType, scope.Into(field.Name, spec.Class))
            : null;
        var check = nested is not null ? CompileMessage(field, factory, nested) : CompileValue(field, spec, factory, scope);
        factory.DemandKnownWarnings();
        return new FieldRules(field, required, check, [.. factory.Made, .. nested?.Rules ?? []]);
    }

    private static Rule MakeRequired(FieldDescriptor field, FieldRuleFactory factory)
    {
        if (!field.IsRepeated && !field.HasPresence && field.FieldType is not (FieldType.String or FieldType.Enum))
            throw factory.Unsound("required, but a missing value looks like 0: make it optional");
        return field.IsRepeated
            ? factory.Make("required", "必填：至少要有一项，且每项不为空。", "is required: at least one item, and none empty.")
            : factory.Make("required", "必填：不能缺少或为空。", "is required: it must be present and not empty.");
    }

    private static ValueCheck CompileMessage(FieldDescriptor field, FieldRuleFactory factory, MessageRules nested)
    {
        if (field.MessageType != Timestamp.Descriptor)
            return (value, findings) => nested.Check((IMessage)value, findings);

        var rule = factory.Make("format", "应为公元 1 年至 9999 年之间的时间。", "must be a time between the years 1 and 9999.");
        return (value, findings) =>
        {
            nested.Check((IMessage)value, findings);
            if (!Times.IsSound((Timestamp)value))
                findings.Add(rule);
        };
    }

    private static ValueCheck? CompileValue(FieldDescriptor field, FieldSpec spec, FieldRuleFactory factory, RuleScope scope)
    {
        var shown = scope.Shows(spec.Class);
        if (field.FieldType == FieldType.String)
        {
            var checks = TextChecks.Compile(spec, factory);
            return (value, findings) => CheckText((string)value, checks, shown, findings);
        }
        var rule = NumberChecks.Compile(field, spec, factory);
        return rule is null ? null : (value, findings) => CheckNumber(value, rule, shown, findings);
    }

    private static void CheckText(string value, TextCheck[] checks, bool shown, Findings findings)
    {
        foreach (var check in checks)
        {
            if (check(value) is { } broken)
                findings.Add(broken, shown ? value : "");
        }
    }

    private static void CheckNumber(object value, NumberCheck check, bool shown, Findings findings)
    {
        if (check(value) is { } broken)
            findings.Add(broken, shown ? string.Create(CultureInfo.InvariantCulture, $"{value}") : "");
    }
}
