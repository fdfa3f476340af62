using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes the key of a row: the first candidate that is not empty and matches, else the first that is not empty.</summary>
internal sealed class KeyMapping(Kind kind, IReadOnlyList<(string Scheme, ValueMapping Value, Regex? Matches)> candidates)
{
    /// <summary>The key of a row; null if all candidates are empty.</summary>
    public Key? Of(SourceRow row, MappedRow mapped)
    {
        (Key Key, Conversion Value)? best = null;
        foreach (var (scheme, value, matches) in candidates)
        {
            var converted = value.Of(row);
            if (converted.Items.Count == 0)
            {
                Say(converted, mapped);
                continue;
            }
            var key = new Key { Kind = kind, Scheme = scheme, Value = string.Join(';', converted.Items) };
            best ??= (key, converted);
            if (matches is null || matches.IsMatch(key.Value))
            {
                best = (key, converted);
                break;
            }
        }
        if (best is not null)
            Say(best.Value.Value, mapped);
        return best?.Key;
    }

    private static void Say(Conversion value, MappedRow mapped)
    {
        foreach (var problem in value.Problems)
            mapped.Add(problem.Severity, problem.Rule, "key", problem.Value, problem.Zh, problem.En);
    }
}
