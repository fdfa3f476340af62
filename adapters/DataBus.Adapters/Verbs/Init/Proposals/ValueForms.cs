using DataBus.Adapters.Mapping;
using DataBus.Adapters.Templates;
using DataBus.Adapters.Verbs.Init.Writing;
using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>Proposes the converters of a field by what the contract wants and what the column's values look like.</summary>
internal static class ValueForms
{
    private static readonly string[] _nothing = ["-", "—", "--", "/", "无", "N/A", "n/a", "NULL", "null", "0000-00-00", "0000-00-00 00:00:00"];
    private static readonly (string Sign, string Factor)[] _units = [("亿元", "100000000"), ("万元", "10000"), ("千元", "1000")];

    /// <summary>The converters as YAML, and what somebody should look at; null: nothing.</summary>
    public static (IReadOnlyList<string> Convert, string? Look) Of(TemplateColumn field, ColumnLook column)
    {
        var nothing = column.Filled.Where(_nothing.Contains).Distinct().ToList();
        var values = column.Filled.Except(nothing).ToList();
        var (wanted, look) = Wanted(field, column.Name, [.. values.SelectMany(value => Parts(field, value))]);
        IReadOnlyList<string> convert = [.. Split(field, values), .. wanted];
        return convert.Count == 0 || nothing.Count == 0 ? (convert, look) : ([$"{{empty: {YamlText.List(nothing)}}}", .. convert], look);
    }

    private static (IReadOnlyList<string> Convert, string? Look) Wanted(TemplateColumn field, string column, List<string> values)
    {
        var spec = field.Spec;
        if (TemplateColumn.IsTimestamp(field.Field))
            return Formats("time", DateForms.Times(values), isDefault: formats => formats.Count == 0);
        if (spec.CodeTable.Length > 0 && CodeTables.Find(spec.CodeTable) is { } table)
            return ([$"{{code: {table.Name}}}"], Misfit(values.Find(value => table.CodeOf(value) is null)));
        if (spec.Unit == "%" && spec.Format == Format.Decimal)
            return (["percent"], null);
        return (field.Field.FieldType, spec.Format) switch
        {
            (FieldType.Bool, _) => (["flag"], null),
            (FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 or FieldType.UInt64, _) => (["integer"], Misfit(values.Find(value => !value.All(char.IsAsciiDigit)))),
            (_, Format.Date) => Formats("date", DateForms.Days(values), isDefault: formats => formats is [] or ["yyyy-MM-dd"]),
            (_, Format.Decimal) => ([Decimal(spec, column)], Misfit(values.Find(NumberConverters.IsDestroyed))),
            (_, Format.Uscc) => (["uscc"], Misfit(values.Find(value => !CheckDigits.IsUscc(TextConverters.Identifier(value))))),
            (_, Format.MaskedName) => (["masked_name"], null),
            (_, Format.ApplicationNumber) => (["application_number"], null),
            (_, Format.DocumentNumber) => (["document_number"], null),
            (_, Format.Year) => (values.Exists(value => value.EndsWith('年')) ? ["{remove: [年]}"] : [], null),
            _ => ([], null),
        };
    }

    private static string Decimal(FieldSpec spec, string column)
    {
        var factor = spec.Unit == "元" ? _units.FirstOrDefault(unit => column.Contains(unit.Sign, StringComparison.Ordinal)).Factor : null;
        return factor is null ? "decimal" : $"{{decimal: '{factor}'}}";
    }

    private static (IReadOnlyList<string> Convert, string? Look) Formats(
        string name, (IReadOnlyList<string> Formats, string? Misfit) found, Func<IReadOnlyList<string>, bool> isDefault) =>
        ([isDefault(found.Formats) ? name : $"{{{name}: {YamlText.List(found.Formats)}}}"], Misfit(found.Misfit));

    private static IReadOnlyList<string> Split(TemplateColumn field, List<string> values) =>
        field.Field.IsRepeated && values.Exists(value => Parts(field, value).Count() > 1) ? ["{split: [';', '；', '、']}"] : [];

    private static IEnumerable<string> Parts(TemplateColumn field, string value) =>
        field.Field.IsRepeated ? value.Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value];

    private static string? Misfit(string? value) => value is null ? null : $"有不合的值 / a value that does not fit: {YamlText.Comment(value)}";
}
