using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Rules;

/// <summary>The declared rules of one field: whether it must be there, and what each of its values must be.</summary>
internal sealed class FieldRules(FieldDescriptor field, Rule? required, ValueCheck? check, IReadOnlyList<Rule> rules)
{
    public IReadOnlyList<Rule> Rules => rules;

    public bool AnythingToCheck => required is not null || check is not null;

    public void Check(IMessage message, Findings findings)
    {
        var value = field.Accessor.GetValue(message);
        if (field.IsRepeated)
            CheckList((IList)value, findings);
        else
            CheckOne(value, IsMissing(message, value), findings);
    }

    private void CheckOne(object value, bool missing, Findings findings)
    {
        if (missing)
        {
            if (required is not null)
                findings.AddAt(field.Name, required);
            return;
        }
        findings.Enter(field.Name);
        check?.Invoke(value, findings);
        findings.Leave();
    }

    private void CheckList(IList items, Findings findings)
    {
        if (items.Count == 0 && required is not null)
            findings.AddAt(field.Name, required);
        for (var index = 0; index < items.Count; index++)
        {
            findings.Enter(field.Name, index);
            var item = items[index]!;
            if (item is not string text || !IsBlank(text))
                check?.Invoke(item, findings);
            else if (required is not null)
                findings.Add(required);
            findings.Leave();
        }
    }

    private bool IsMissing(IMessage message, object value) => field.FieldType switch
    {
        FieldType.String => IsBlank((string)value),
        FieldType.Enum => (int)value == 0,
        _ => field.HasPresence && !field.Accessor.HasValue(message),
    };

    /// <summary>White space alone is no value where one is required; elsewhere it is a text that its format judges.</summary>
    private bool IsBlank(string value) => required is null ? value.Length == 0 : string.IsNullOrWhiteSpace(value);
}
