using DataBus.V1;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>Makes a test of values that a field test asks for.</summary>
internal static class ValueTest
{
    private const int MaxText = 1_000;

    /// <summary>Makes the test of one value that is set, or says all that is wrong with it.</summary>
    /// <param name="test">What is asked; not <c>exists</c>.</param>
    /// <param name="type">Of the field.</param>
    /// <param name="place">Where the test stands in the request.</param>
    /// <param name="flaws">Gets what is wrong; then the answer is no test.</param>
    public static Func<object, bool> Make(FieldTest test, ValueType type, string place, ICollection<RequestFlaw> flaws)
    {
        IComparable? Read(string text, string name)
        {
            var value = text.Length > MaxText ? null : type.Read(text);
            if (value is null)
                flaws.Add(new RequestFlaw($"{place}.{name}", $"“{Shown(text)}”不是{type.Zh}。", $"\"{Shown(text)}\" is no {type.En}."));
            return value;
        }

        switch (test.TestCase)
        {
            case FieldTest.TestOneofCase.Equals_:
                return Among([Read(test.Equals_, "equals")], type);
            case FieldTest.TestOneofCase.In:
                if (test.In.Values.Count == 0)
                    flaws.Add(new RequestFlaw($"{place}.in", "至少要有一个值。", "It needs at least one value."));
                return Among([.. test.In.Values.Select((text, index) => Read(text, $"in.values[{index}]"))], type);
            case FieldTest.TestOneofCase.Range:
                return Between(test.Range, type, place, Read, flaws);
            case FieldTest.TestOneofCase.Prefix:
                return BeginningWith(test.Prefix, type, place, flaws);
            default:
                flaws.Add(new RequestFlaw(place, "没有说明要检查什么。", "It does not say what must hold."));
                return static _ => false;
        }
    }

    private static Func<object, bool> Among(IReadOnlyList<IComparable?> values, ValueType type)
    {
        var wanted = values.OfType<IComparable>().ToHashSet();
        return value => type.Of(value) is { } found && wanted.Contains(found);
    }

    private static Func<object, bool> Between(
        FieldRange range, ValueType type, string place, Func<string, string, IComparable?> read, ICollection<RequestFlaw> flaws)
    {
        if (!type.IsOrdered)
            flaws.Add(new RequestFlaw($"{place}.range", $"{type.Zh}没有大小之分，不能用区间。", $"A {type.En} has no order, so no range."));
        if (range.From.Length + range.Below.Length == 0)
            flaws.Add(new RequestFlaw($"{place}.range", "至少要给出一端。", "It needs at least one of its ends."));
        var from = range.From.Length > 0 ? read(range.From, "range.from") : null;
        var below = range.Below.Length > 0 ? read(range.Below, "range.below") : null;
        return value => type.Of(value) is { } found && (from is null || type.Compare(found, from) >= 0) && (below is null || type.Compare(found, below) < 0);
    }

    private static Func<object, bool> BeginningWith(string prefix, ValueType type, string place, ICollection<RequestFlaw> flaws)
    {
        if (!type.IsText)
            flaws.Add(new RequestFlaw($"{place}.prefix", $"只有文本字段可以用前缀，这里是{type.Zh}。", $"Only text has a prefix; this is a {type.En}."));
        if (prefix.Length is 0 or > MaxText)
            flaws.Add(new RequestFlaw($"{place}.prefix", $"应有 1 至 {MaxText} 个字符。", $"It must have 1 to {MaxText} characters."));
        return value => value is string text && text.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
