using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>A value on its way through the converters of a field: texts, or the parts of a message, and what went wrong.</summary>
internal sealed class Conversion(IReadOnlyList<string> items)
{
    private readonly List<ConversionProblem> _problems = [];

    /// <summary>The texts; a list has several, an empty value none.</summary>
    public IReadOnlyList<string> Items { get; private set; } = items;

    /// <summary>Parts of a nested message by field name; null unless a converter made them.</summary>
    public IReadOnlyDictionary<string, string>? Parts { get; private set; }

    /// <summary>Parts of each message of a list; null unless a converter made them.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? ItemParts { get; private set; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<ConversionProblem> Problems => _problems;

    /// <summary>Replaces each text; what becomes empty is dropped.</summary>
    public void Each(Func<string, string> convert) =>
        Items = [.. Items.Select(convert).Where(text => text.Length > 0)];

    /// <summary>Replaces each text by several.</summary>
    public void EachToMany(Func<string, IEnumerable<string>> convert) =>
        Items = [.. Items.SelectMany(convert).Select(text => text.Trim()).Where(text => text.Length > 0)];

    /// <summary>Replaces each text that can be converted; one that cannot stays as it is and is a problem.</summary>
    public void EachOrStay(Func<string, string?> convert, string rule, string zh, string en) => Each(text =>
    {
        if (convert(text) is { } converted)
            return converted;
        Add(rule, Severity.Error, text, zh, en);
        return text;
    });

    /// <summary>Makes a message of the value.</summary>
    public void SetParts(IReadOnlyDictionary<string, string> parts)
    {
        Parts = parts;
        Items = [];
    }

    /// <summary>Makes a list of messages of the value.</summary>
    public void SetItems(IReadOnlyList<IReadOnlyDictionary<string, string>> items)
    {
        ItemParts = items;
        Items = [];
    }

    /// <summary>Puts a problem whose cause is known in the place of what it led to.</summary>
    /// <param name="rules">Rules that broke because of it; nothing happens if none of them did.</param>
    /// <param name="cause">The cause.</param>
    public void Explain(IReadOnlyList<string> rules, ConversionProblem cause)
    {
        if (_problems.RemoveAll(problem => rules.Contains(problem.Rule)) > 0)
            _problems.Add(cause);
    }

    /// <summary>Says that something went wrong.</summary>
    public void Add(ConversionProblem problem) => _problems.Add(problem);

    /// <summary>Says that something went wrong.</summary>
    public void Add(string rule, Severity severity, string value, string zh, string en) =>
        _problems.Add(new ConversionProblem(rule, severity, value, zh, en));
}
