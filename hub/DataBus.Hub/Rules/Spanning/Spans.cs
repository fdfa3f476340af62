using System.Collections;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Makes the usual spanning rules of a facet by the names of its fields; ids and texts come from the contract.</summary>
/// <remarks>A field that is missing or malformed breaks none of them but <see cref="Demand"/>: its own rules speak. A name that the
/// facet does not have stops the start.</remarks>
internal sealed class Spans<T> where T : IMessage<T>, new()
{
    private static readonly MessageDescriptor _message = new T().Descriptor;
    private static readonly string _facet = _message.GetOptions().GetExtension(OptionsExtensions.Facet).Name;
    private static readonly bool _isClosed = _message.GetOptions().GetExtension(OptionsExtensions.Facet).Sharing == SharingClass.NotShared;

    /// <summary>Of two dates the later one is not before the earlier one.</summary>
    public ISpanningRule DateOrder(string earlier, string later, Severity severity = Severity.Error)
    {
        var (first, last) = (Text(earlier), Text(later));
        var rule = Made(later, "order", severity, $"「{Zh(later)}」不应早于「{Zh(earlier)}」。", $"{later} must not be before {earlier}.");
        return new TestedRule<T>(later, rule, Shown(later), (content, _) =>
            DateText.Read(first(content)) is { } from && DateText.Read(last(content)) is { } to && from > to);
    }

    /// <summary>Of two numbers the smaller one is not above the larger one.</summary>
    public ISpanningRule AtMost(string smaller, string larger, Severity severity = Severity.Error)
    {
        var (part, whole) = (Text(smaller), Text(larger));
        var rule = Made(smaller, "limit", severity, $"「{Zh(smaller)}」不应大于「{Zh(larger)}」。", $"{smaller} must not be above {larger}.");
        return new TestedRule<T>(smaller, rule, Shown(smaller), (content, _) => Amount.Read(part(content)) > Amount.Read(whole(content)));
    }

    /// <summary>A field is there when another field has one of these codes.</summary>
    public ISpanningRule Demand(string field, string when, string[] codes, Severity severity = Severity.Error)
    {
        var (value, state) = (Text(field), Text(when));
        var rule = Made(field, "when", severity, $"「{Zh(when)}」为 {string.Join('、', codes)} 时，「{Zh(field)}」必填。",
            $"{field} is required when {when} is {string.Join(" or ", codes)}.");
        return new TestedRule<T>(field, rule, Shown(field), (content, _) => codes.Contains(state(content)) && value(content).Length == 0);
    }

    /// <summary>A field is there only when another field has one of these codes.</summary>
    public ISpanningRule OnlyWhen(string field, string when, string[] codes, Severity severity = Severity.Error)
    {
        var (value, state) = (Text(field), Text(when));
        var rule = Made(field, "only_when", severity, $"「{Zh(field)}」只在「{Zh(when)}」为 {string.Join('、', codes)} 时填写。",
            $"{field} goes only with {when} {string.Join(" or ", codes)}.");
        return new TestedRule<T>(field, rule, Shown(field), (content, _) => value(content).Length > 0 && !codes.Contains(state(content)));
    }

    /// <summary>A code belongs to the branch that another field names: it begins with that code and a dot.</summary>
    public ISpanningRule Branch(string field, string branch)
    {
        var (code, stem) = (Text(field), Text(branch));
        var rule = Made(field, "branch", Severity.Error, $"「{Zh(field)}」的代码应以「{Zh(branch)}」的代码和点号开头。",
            $"{field} must begin with the code of {branch} and a dot.");
        return new TestedRule<T>(field, rule, Shown(field), (content, _) => code(content) is { Length: > 0 } leaf && stem(content) is { Length: > 0 } root
            && !leaf.StartsWith(root + ".", StringComparison.Ordinal));
    }

    /// <summary>The number that a content states is the number in its key, after the issuer.</summary>
    public ISpanningRule KeyNumber(string field, string scheme)
    {
        var number = Text(field);
        var rule = Made(field, "key", Severity.Error, $"「{Zh(field)}」应与主体键中的编号一致。", $"{field} must be the number in the key.");
        return new TestedRule<T>(field, rule, Shown(field), (content, key) => key?.Scheme == scheme && number(content) is { Length: > 0 } stated
            && key.Value[(key.Value.IndexOf(':', StringComparison.Ordinal) + 1)..] != stated);
    }

    /// <summary>The parts of a list sum up to a total; an empty list, or no total, says nothing.</summary>
    /// <param name="total">The field with the total, or a number.</param>
    public ISpanningRule Sum(string list, string part, string total)
    {
        var (items, one) = (Field(list), Field(list).MessageType.FindFieldByName(part));
        Func<T, decimal?> whole = Amount.Read(total) is { } constant ? _ => constant : ReadAmount(total);
        var rule = Made(list, "sum", Severity.Error, $"「{Zh(list)}」各项合计应等于{(Amount.Read(total) is null ? $"「{Zh(total)}」" : $" {total}")}。",
            $"the items of {list} must sum up to {total}.");
        return new TestedRule<T>(list, rule, _ => "", (content, _) => items.Accessor.GetValue(content) is IList { Count: > 0 } parts
            && parts.Cast<IMessage>().Aggregate((decimal?)0m, (sum, item) => sum + Amount.Read((string)one.Accessor.GetValue(item))) is { } sum
            && whole(content) is { } expected && sum != expected);
    }

    private static Func<T, string> Shown(string name) => _isClosed || Spec(name).Class != FieldClass.Unspecified ? _ => "" : Text(name);

    private static Func<T, decimal?> ReadAmount(string name)
    {
        var text = Text(name);
        return content => Amount.Read(text(content));
    }

    private static Func<T, string> Text(string name)
    {
        var field = Field(name);
        return content => (string)field.Accessor.GetValue(content);
    }

    private static FieldDescriptor Field(string name) => _message.FindFieldByName(name)
        ?? throw new InvalidOperationException($"A rule of {_facet} names the field \"{name}\", which it does not have.");

    private static string Zh(string name) => Spec(name).Zh;

    private static FieldSpec Spec(string name) => Field(name).GetOptions().GetExtension(OptionsExtensions.Field);

    private static Rule Made(string field, string check, Severity severity, string zh, string en) =>
        new($"{_facet}.{field}.{check}", 1, severity, zh, en);
}
