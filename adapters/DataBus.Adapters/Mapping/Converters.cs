using DataBus.Adapters.Declaration;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>The converters of docs/adapters.md by name. None guesses: what cannot be converted stays and is a problem.</summary>
internal sealed class Converters(
    IReadOnlyDictionary<string, TableDeclaration> tables, IReadOnlyDictionary<string, Func<string, string?>> own)
{
    /// <summary>Names of all that the kit has.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "trim", "upper", "lower", "half_width", "remove", "replace", "empty", "date", "time", "decimal", "integer", "percent", "table",
        "split", "masked_name", "uscc", "spreadsheet_guard", "application_number", "document_number", "document_base", "capital",
        "code", "flag", ItemsConverter.Name,
    ];

    /// <summary>Makes a converter ready; null with the reason if it is wrongly declared.</summary>
    public Action<Conversion>? Create(ConverterDeclaration declared, out (string Zh, string En) wrong)
    {
        wrong = default;
        var arguments = declared.Arguments;
        if (own.TryGetValue(declared.Name, out var custom))
            return c => c.EachOrStay(custom, $"kit.{declared.Name}", "无法转换", "Cannot be converted");
        if (!Names.Contains(declared.Name))
        {
            var names = string.Join(", ", Names.Concat(own.Keys));
            wrong = ($"没有转换器 {declared.Name}; 有: {names}", $"there is no converter {declared.Name}; there are: {names}");
            return null;
        }
        if (Misused(declared) is { } misuse)
        {
            wrong = misuse;
            return null;
        }
        return declared.Name switch
        {
            "date" => CalendarConverters.Date(arguments),
            "time" => CalendarConverters.Time(arguments),
            "decimal" => NumberConverters.Decimal(arguments),
            "integer" => NumberConverters.Integer,
            "percent" => NumberConverters.Percent,
            "table" => CodeTable(tables[arguments[0]]),
            "capital" => CapitalConverter.Apply,
            "code" => ContractCode(CodeTables.Find(arguments[0])!),
            "flag" => Flag,
            ItemsConverter.Name => c => ItemsConverter.Apply(c, arguments),
            "spreadsheet_guard" => NumberConverters.SpreadsheetGuard,
            "application_number" => DocumentConverters.ApplicationNumber,
            _ => c => Texts(c, declared.Name, arguments),
        };
    }

    private static void Texts(Conversion c, string name, IReadOnlyList<string> arguments)
    {
        switch (name)
        {
            case "trim": c.Each(text => text.Trim()); break;
            case "upper": c.Each(text => text.ToUpperInvariant()); break;
            case "lower": c.Each(text => text.ToLowerInvariant()); break;
            case "half_width": c.Each(TextConverters.HalfWidth); break;
            case "remove": c.Each(text => arguments.Aggregate(text, (t, part) => t.Replace(part, "", StringComparison.Ordinal)).Trim()); break;
            case "replace": c.Each(text => text.Replace(arguments[0], arguments[1], StringComparison.Ordinal).Trim()); break;
            case "empty": c.Each(text => arguments.Contains(text) ? "" : text); break;
            case "split": c.EachToMany(text => text.Split([.. arguments], StringSplitOptions.None)); break;
            case "masked_name": c.Each(MaskedName.Of); break;
            case "uscc": c.Each(TextConverters.Identifier); break;
            case "document_number": c.Each(DocumentConverters.Number); break;
            case "document_base": c.Each(DocumentConverters.Base); break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "The converter is listed but not written.");
        }
    }

    private static Action<Conversion> CodeTable(TableDeclaration table) => c => c.Each(text =>
    {
        if (table.Values.TryGetValue(text, out var code))
            return code;
        if (table.Otherwise == TableMiss.Keep)
            return text;
        var empty = table.Otherwise == TableMiss.Empty;
        c.Add("kit.code", empty ? Severity.Warning : Severity.Error, text, "码表中没有这个值", "The value is not in the code table");
        return empty ? "" : text;
    });

    private static Action<Conversion> ContractCode(CodeTable table) => c => c.EachOrStay(
        table.CodeOf, "kit.code", $"契约的代码表 {table.Name} 中没有这个值", $"The contract's code table {table.Name} does not have the value");

    private static void Flag(Conversion conversion) => conversion.EachOrStay(
        text => text switch { "是" or "有" or "√" or "1" or "true" => "true", "否" or "无" or "×" or "0" or "false" => "false", _ => null },
        "kit.flag", "应为是或否", "Should be yes or no (是, 否)");

    private (string Zh, string En)? Misused(ConverterDeclaration declared) => (declared.Name, declared.Arguments.Count) switch
    {
        ("table", 1) when tables.ContainsKey(declared.Arguments[0]) => null,
        ("table", _) => ($"table 应有一个码表名; 有: {string.Join(", ", tables.Keys)}", $"table should have the name of a table; there are: {string.Join(", ", tables.Keys)}"),
        ("code", 1) when CodeTables.Find(declared.Arguments[0]) is not null => null,
        ("code", _) => ("code 应有契约中一个代码表的名字", "code should have the name of a code table of the contract"),
        (ItemsConverter.Name, > 0) => null,
        (ItemsConverter.Name, 0) => ("items 应有各部分的字段名", "items should have the names of the parts"),
        ("remove" or "empty" or "split", 0) => ($"{declared.Name} 应有至少一个参数", $"{declared.Name} should have at least one argument"),
        ("remove" or "split", _) when declared.Arguments.Contains("") => ($"{declared.Name} 的参数不可为空", $"arguments of {declared.Name} should not be empty"),
        ("replace", not 2) => ("replace 应有两个参数", "replace should have two arguments"),
        ("replace", _) when declared.Arguments[0].Length == 0 => ("replace 的第一个参数不可为空", "the first argument of replace should not be empty"),
        ("decimal", > 0) when !NumberConverters.IsFactor(declared.Arguments) => ("decimal 的参数应为一个正数", "the argument of decimal should be one positive number"),
        ("remove" or "empty" or "split" or "replace" or "date" or "time" or "decimal", _) => null,
        (_, > 0) => ($"{declared.Name} 没有参数", $"{declared.Name} has no arguments"),
        _ => null,
    };
}
