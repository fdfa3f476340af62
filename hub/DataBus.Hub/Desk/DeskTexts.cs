namespace DataBus.Hub.Desk;

/// <summary>Small numbers for texts that come again and again: names of sources, passes, rules, fields, causes.</summary>
internal sealed class DeskTexts
{
    private const int Unknown = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public string this[int number] => _texts[number];

    /// <summary>The number of a text, from now on.</summary>
    public int Add(string text)
    {
        if (_numbers.TryGetValue(text, out var number))
            return number;

        _texts.Add(text);
        _numbers.Add(text, _texts.Count - 1);
        return _texts.Count - 1;
    }

    /// <summary>The number of a text; one that nothing has if the text never came.</summary>
    public int Find(string text) => _numbers.GetValueOrDefault(text, Unknown);
}
