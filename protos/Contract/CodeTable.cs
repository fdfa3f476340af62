using System.Collections.Frozen;

namespace DataBus.V1;

/// <summary>A code table of the contract: codes, their Chinese names, and the texts that sources write for them.</summary>
public sealed class CodeTable
{
    private readonly FrozenDictionary<string, CodeEntry> _byCode;
    private readonly FrozenDictionary<string, CodeEntry> _byText;

    internal CodeTable(string name, IReadOnlyList<CodeEntry> entries)
    {
        Name = name;
        Entries = entries;
        _byCode = entries.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
        _byText = entries
            .SelectMany(entry => entry.Raw.Append(entry.Zh).Append(entry.Code).Select(text => (Text: TextFold.Of(text), Entry: entry)))
            .DistinctBy(pair => (pair.Text, pair.Entry.Code))
            .ToFrozenDictionary(pair => pair.Text, pair => pair.Entry, StringComparer.Ordinal);
    }

    /// <summary>Its name, as in the option <c>code_table</c>.</summary>
    public string Name { get; }

    /// <summary>Its codes, in the order of the data.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>True if the table has this code, exactly.</summary>
    public bool Contains(string code) => _byCode.ContainsKey(code);

    /// <summary>Chinese name of a code; null if the table does not have it.</summary>
    public string? ZhName(string code) => _byCode.GetValueOrDefault(code)?.Zh;

    /// <summary>The code for a text of a source: a code, its Chinese name or a known way of writing it; null if unknown, never a guess.</summary>
    /// <remarks>White space, the width of brackets and the case of letters do not matter.</remarks>
    public string? CodeOf(string text) => _byText.GetValueOrDefault(TextFold.Of(text))?.Code;
}
