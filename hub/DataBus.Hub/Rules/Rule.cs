using System.Text;
using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>One rule: what it is called, what breaking it does, and what would be right.</summary>
/// <remarks>The texts carry no value, so that they may stand in groups and logs whatever the field's class.</remarks>
internal sealed record Rule(string Id, uint Version, Severity Severity, string MessageZh, string MessageEn)
{
    /// <summary>Longest value shown, in characters.</summary>
    private const int ValueLength = 200;

    public static Rule Error(string id, string zh, string en) => new(id, 1, Severity.Error, zh, en);

    public static Rule Warning(string id, string zh, string en) => new(id, 1, Severity.Warning, zh, en);

    /// <summary>Reports that the rule is broken at a field; the value is empty where the field's class forbids showing it.</summary>
    public Violation Broken(string field, string value) => new()
    {
        Rule = Id,
        RuleVersion = Version,
        Severity = Severity,
        Field = field,
        Value = Shorten(value),
        MessageZh = MessageZh,
        MessageEn = MessageEn,
    };

    private static string Shorten(string value)
    {
        if (value.Length <= ValueLength)
            return value;

        var shown = new StringBuilder(ValueLength);
        foreach (var rune in value.EnumerateRunes().Take(ValueLength))
            shown.Append(rune);
        return shown.ToString();
    }
}
