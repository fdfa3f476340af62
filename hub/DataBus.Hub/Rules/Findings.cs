using System.Globalization;
using System.Text;
using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Gathers what one change breaks while its fields are walked; a sound change costs no text.</summary>
internal sealed class Findings
{
    private readonly List<(string Name, int Index)> _path = [];
    private List<Violation>? _violations;

    public IReadOnlyList<Violation> Violations => _violations ?? (IReadOnlyList<Violation>)[];

    /// <summary>Steps into a field; <paramref name="index"/> counts from 0, and is -1 for a field that is no list.</summary>
    public void Enter(string name, int index = -1) => _path.Add((name, index));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Adds a violation at the field where the walk stands.</summary>
    public void Add(Rule rule, string value = "") => (_violations ??= []).Add(rule.Broken(PathText(), value));

    /// <summary>Adds a violation at a field below the one where the walk stands.</summary>
    public void AddAt(string field, Rule rule, string value = "")
    {
        Enter(field);
        Add(rule, value);
        Leave();
    }

    private string PathText()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _path)
        {
            text.Append(text.Length == 0 ? "" : ".").Append(name);
            if (index >= 0)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
        return text.ToString();
    }
}
