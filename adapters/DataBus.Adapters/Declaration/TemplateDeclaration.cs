using System.Text;

namespace DataBus.Adapters.Declaration;

/// <summary>Text with columns in braces, for example <c>{发证机关}:{证书编号}</c>; <c>{$source}</c> is the source's name.</summary>
internal sealed class TemplateDeclaration
{
    private readonly List<(bool IsColumn, string Text)> _parts = [];

    private TemplateDeclaration()
    {
    }

    /// <summary>The columns that it reads.</summary>
    public IEnumerable<string> Columns => _parts.Where(p => p.IsColumn).Select(p => p.Text);

    /// <summary>Takes a template apart; null if its braces do not match.</summary>
    public static TemplateDeclaration? Parse(string text, string source)
    {
        var template = new TemplateDeclaration();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('{');
            var literal = open < 0 ? rest : rest[..open];
            if (literal.Contains('}'))
                return null;
            template.AddText(literal.ToString());
            if (open < 0)
                break;
            var close = rest.IndexOf('}');
            if (close <= open + 1)
                return null;
            var name = rest[(open + 1)..close].Trim().ToString();
            if (name == "$source")
                template.AddText(source);
            else
                template._parts.Add((true, name));
            rest = rest[(close + 1)..];
        }
        return template;
    }

    /// <summary>Fills the template; null if one of its columns is empty.</summary>
    public string? Fill(Func<string, string?> column)
    {
        var text = new StringBuilder();
        foreach (var (isColumn, part) in _parts)
        {
            var value = isColumn ? column(part) : part;
            if (value is null)
                return null;
            text.Append(value);
        }
        return text.ToString();
    }

    private void AddText(string text)
    {
        if (text.Length > 0)
            _parts.Add((false, text));
    }
}
