using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Compiles the checks of text fields.</summary>
/// <remarks>Digits are ASCII, lengths are Unicode scalar values, patterns match the whole value.</remarks>
internal static class TextChecks
{
    /// <summary>Longest text where the field declares no length.</summary>
    private const int DefaultMaxLength = 4000;

    /// <summary>Codes that a message names; a longer table is looked up by its name.</summary>
    private const int ShownCodes = 8;

    /// <summary>What .NET reads differently from RE2: classes that take any script's digits, letters or blanks.</summary>
    private static readonly string[] _unportable = [@"\d", @"\D", @"\w", @"\W", @"\s", @"\S", @"\b", @"\B"];

    // Making one costs a thousand times what matching costs, and each rehearsal compiles the rules anew.
    private static readonly ConcurrentDictionary<string, Regex> _patterns = new();

    public static TextCheck[] Compile(FieldSpec spec, FieldRuleFactory factory)
    {
        var checks = new List<TextCheck> { MaxLength(spec, factory) };
        if (spec.Pattern.Length > 0)
            checks.Add(Pattern(spec.Pattern, factory));
        if (spec.Format != Format.Unspecified)
            checks.Add(FormatChecks.Compile(spec.Format, factory));
        if (spec.Min.Length > 0 || spec.Max.Length > 0)
            checks.Add(InRange(spec, factory));
        if (spec.CodeTable.Length > 0)
            checks.Add(InCodeTable(spec.CodeTable, factory));
        return [.. checks];
    }

    private static TextCheck MaxLength(FieldSpec spec, FieldRuleFactory factory)
    {
        var most = spec.MaxLength == 0 ? DefaultMaxLength : checked((int)spec.MaxLength);
        var rule = factory.Make("max_length", $"不应超过 {most} 个字符。", $"must not be longer than {most} characters.");
        return value => value.Length <= most || value.EnumerateRunes().Take(most + 1).Count() <= most ? null : rule;
    }

    // Not ^ and $, which would let a line break follow.
    private static string Whole(string pattern) => $@"\A(?:{pattern})\z";

    private static TextCheck Pattern(string pattern, FieldRuleFactory factory)
    {
        if (_unportable.FirstOrDefault(pattern.Contains) is { } unportable)
            throw factory.Unsound($"{unportable} in a pattern means more in .NET than in RE2: write the class out");

        var regex = _patterns.GetOrAdd(pattern, static text => new Regex(Whole(text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        var rule = factory.Make("pattern", $"应符合格式 {pattern}。", $"must match {pattern}.");
        return value => regex.IsMatch(value) ? null : rule;
    }

    /// <summary>A text that is no value of its format passes: the format's own rule reports it.</summary>
    private static TextCheck InRange(FieldSpec spec, FieldRuleFactory factory)
    {
        if (spec.Format == Format.Date)
        {
            var days = new LimitRange<DateOnly>(spec, factory, DateText.Read);
            return value => DateText.Read(value) is { } day ? days.Judge(day) : null;
        }
        if (spec.Format is not (Format.Decimal or Format.Year))
            throw factory.Unsound("min and max need the format of a date, a year or a decimal number");

        var numbers = new LimitRange<decimal>(spec, factory, Amount.Read);
        return value => Amount.Read(value) is { } number ? numbers.Judge(number) : null;
    }

    private static TextCheck InCodeTable(string name, FieldRuleFactory factory)
    {
        var table = CodeTables.Find(name) ?? throw factory.Unsound($"there is no code table {name}");
        var rule = factory.Make("code", $"应为代码表 {name} 中的代码{Examples(table)}。", $"must be a code of the table {name}{Examples(table)}.");
        var codes = factory.Codes;
        return value => codes.Contains(table, value) ? null : rule;
    }

    private static string Examples(CodeTable table)
    {
        var shown = string.Join(", ", table.Entries.Take(ShownCodes).Select(entry => entry.Code));
        return table.Entries.Count > ShownCodes ? $" ({shown} …)" : $" ({shown})";
    }
}
