using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace DataBus.Adapters.Declaration;

/// <summary>
/// Reads the settings of one section and gathers everything that is wrong with them, instead of stopping at the first.
/// A wrong setting reads as its default; <see cref="Done"/> names the settings that nobody asked for.
/// </summary>
internal sealed class SettingReader(YamlMappingNode node, string path, List<SettingProblem> problems)
{
    private readonly HashSet<string> _known = [];

    /// <summary>Line of the section, from 1.</summary>
    public int Line => (int)node.Start.Line;

    /// <summary>Path of a setting of this section.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Says that a setting is wrong.</summary>
    public void Wrong(string name, string rightZh, string rightEn)
    {
        var value = Find(name);
        problems.Add(new SettingProblem((int)(value ?? node).Start.Line, PathOf(name), value?.ToString(), rightZh, rightEn));
    }

    /// <summary>Says that a setting is wrong without showing what it says.</summary>
    public void WrongSecret(string name, string rightZh, string rightEn) =>
        problems.Add(new SettingProblem((int)(Find(name) ?? node).Start.Line, PathOf(name), "…", rightZh, rightEn));

    /// <summary>A text; null if it is missing or empty.</summary>
    public string? Text(string name, bool required = false)
    {
        var value = Find(name);
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
            return scalar.Value;
        if (required || value is not (null or YamlScalarNode))
            Wrong(name, "应为文本", "should be a text");
        return null;
    }

    /// <summary>A whole number between two bounds.</summary>
    public long Number(string name, long otherwise, long min, long max)
    {
        var text = Text(name);
        if (text is null)
            return otherwise;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Wrong(name, $"应为 {min} 到 {max} 的整数", $"should be a whole number from {min} to {max}");
        return otherwise;
    }

    /// <summary>True or false; null if it is missing.</summary>
    public bool? Flag(string name)
    {
        var text = Text(name);
        if (text is null or "true" or "false")
            return text is null ? null : text == "true";
        Wrong(name, "应为 true 或 false", "should be true or false");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, T otherwise, params (string Word, T Value)[] choices)
    {
        var text = Text(name);
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
        }
        if (text is not null)
        {
            var words = string.Join(", ", choices.Select(c => c.Word));
            Wrong(name, $"应为其中之一: {words}", $"should be one of {words}");
        }
        return otherwise;
    }

    /// <summary>A duration between two bounds.</summary>
    public TimeSpan? Duration(string name, TimeSpan? otherwise, TimeSpan min, TimeSpan max)
    {
        var text = Text(name);
        if (text is null)
            return otherwise;
        if (Durations.Parse(text) is { } duration && duration >= min && duration <= max)
            return duration;
        var (low, high) = (Durations.Format(min), Durations.Format(max));
        Wrong(name, $"应为 {low} 到 {high} 的时长, 例如 5s", $"should be a duration from {low} to {high}, for example 5s");
        return otherwise;
    }

    /// <summary>A regular expression that matches a whole text.</summary>
    public Regex? Pattern(string name, bool required = false)
    {
        var text = Text(name, required);
        if (text is null)
            return null;
        try
        {
            return new Regex($@"\A(?:{text})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Wrong(name, $"应为正则表达式 ({e.Message})", $"should be a regular expression without look-around and back references ({e.Message})");
            return null;
        }
    }

    /// <summary>A list of texts; one text is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var value = Find(name);
        if (value is null)
            return [];
        if (value is YamlScalarNode scalar)
            return [scalar.Value ?? ""];
        if (value is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode))
            return [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "")];
        Wrong(name, "应为文本列表", "should be a list of texts");
        return [];
    }

    /// <summary>A section; null if it is missing.</summary>
    public SettingReader? Section(string name, bool required = false)
    {
        var value = Find(name);
        if (value is YamlMappingNode section)
            return new SettingReader(section, PathOf(name), problems);
        if (required || value is not null)
            Wrong(name, "应为一节设置", "should be a section of settings");
        return null;
    }

    /// <summary>A list of sections; one section is a list of one.</summary>
    public IReadOnlyList<SettingReader> Sections(string name, bool required = false)
    {
        var value = Find(name);
        if (value is YamlMappingNode one)
            return [new SettingReader(one, PathOf(name), problems)];
        if (value is YamlSequenceNode list && list.Children.Count > 0 && list.Children.All(c => c is YamlMappingNode))
            return [.. list.Children.Select((c, i) => new SettingReader((YamlMappingNode)c, $"{PathOf(name)}[{i}]", problems))];
        if (required || value is not null)
            Wrong(name, "应为至少一节设置的列表", "should be a list of at least one section");
        return [];
    }

    /// <summary>The nodes of a section by name, in file order; for sections whose names are data.</summary>
    public IEnumerable<(string Name, YamlNode Value)> Entries()
    {
        foreach (var (key, value) in node.Children)
        {
            var name = ((YamlScalarNode)key).Value ?? "";
            _known.Add(name);
            yield return (name, value);
        }
    }

    /// <summary>A setting as it stands in the file; null if it is missing.</summary>
    public YamlNode? Find(string name)
    {
        _known.Add(name);
        return node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
    }

    /// <summary>A reader for a section that was found as a node.</summary>
    public SettingReader Below(string name, YamlMappingNode section) => new(section, PathOf(name), problems);

    /// <summary>Names the settings that nobody asked for.</summary>
    public void Done()
    {
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && _known.Contains(name))
                continue;
            var known = string.Join(", ", _known);
            problems.Add(new SettingProblem((int)key.Start.Line, PathOf(key.ToString()), value.ToString(), $"没有这个设置; 有: {known}", $"there is no such setting; there are: {known}"));
        }
    }
}
