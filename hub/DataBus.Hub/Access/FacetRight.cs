using System.Collections;
using System.Globalization;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Access;

/// <summary>What a caller sees of a facet kind that is not its own.</summary>
internal sealed class FacetRight
{
    private readonly FacetKind _facet;
    private readonly IReadOnlyList<(LeafField Field, FieldTreatment Treatment)> _withheld;
    private readonly Func<string, string> _hash;

    /// <param name="facet">The facet kind.</param>
    /// <param name="withheld">What is not shown as it is.</param>
    /// <param name="hash">The hash of a value for this caller.</param>
    public FacetRight(FacetKind facet, IReadOnlyList<(LeafField Field, FieldTreatment Treatment)> withheld, Func<string, string> hash)
    {
        _facet = facet;
        _withheld = withheld;
        _hash = hash;
        Withheld = [.. withheld.Select(static one => new WithheldField { Path = one.Field.Path, Treatment = one.Treatment })];
    }

    /// <summary>What is withheld, and how.</summary>
    public IReadOnlyList<WithheldField> Withheld { get; }

    /// <summary>Says the same of two callers who see the same.</summary>
    public string Text => $"{_facet.Name}:{string.Join(',', Withheld.Select(static one => $"{one.Path}={(int)one.Treatment}"))}";

    /// <summary>Whether a field, or part of it, is withheld.</summary>
    public bool Withholds(string path) => _withheld.Any(one => one.Field.IsUnder(path));

    /// <summary>The change as the caller sees it; the same one if nothing is withheld of it.</summary>
    public Change Shown(Change change)
    {
        if (_withheld.Count == 0)
            return change;
        var shown = change.Clone();
        if (_facet.ContentOf(shown) is { } content)
        {
            foreach (var (field, treatment) in _withheld)
                Withhold(content, field, 0, treatment);
            (shown.Hub ??= new HubFacts()).Withheld.Add(Withheld);
        }
        if (shown.Hub is { } hub)
            Clean(hub);
        if (shown.Pending is { } pending)
            KeepOnly(pending.Rules, rule => !Withholds(FieldOfRule(rule)));
        return shown;
    }

    // What stands beside a content tells of its fields, too; the hash of all would let one guess.
    private void Clean(HubFacts hub)
    {
        foreach (var warning in hub.Warnings.Where(warning => Withholds(PathOf(warning.Field))))
            (warning.Value, warning.MessageZh, warning.MessageEn) = ("", "", "");
        if (hub.Patch is { } patch)
            patch.OriginHash = ByteString.Empty;
    }

    private static void KeepOnly(IList<string> list, Func<string, bool> keeps)
    {
        foreach (var one in list.Where(one => !keeps(one)).ToList())
            _ = list.Remove(one);
    }

    // Rules of fields are named facet, path, check.
    private string FieldOfRule(string rule)
    {
        var path = rule.StartsWith(_facet.Name, StringComparison.Ordinal) ? rule[_facet.Name.Length..].TrimStart('.') : "";
        return path.LastIndexOf('.') is > 0 and var end ? path[..end] : "";
    }

    // Items of lists are numbered in the paths of violations.
    private static string PathOf(string path) => string.Join('.', path.Split('.').Select(static step => step.Split('[')[0]));

    private void Withhold(IMessage message, LeafField leaf, int step, FieldTreatment treatment)
    {
        var field = leaf.Steps[step];
        var value = field.Accessor.GetValue(message);
        if (step < leaf.Steps.Count - 1)
        {
            foreach (var inner in value is IMessage one ? [one] : value is IEnumerable many ? many.OfType<IMessage>() : [])
                Withhold(inner, leaf, step + 1, treatment);
        }
        else if (treatment == FieldTreatment.Absent || !(value is string or IList<string>))
            field.Accessor.Clear(message);
        else if (value is string text)
            field.Accessor.SetValue(message, Treated(text, treatment));
        else if (value is IList<string> texts)
        {
            for (var i = 0; i < texts.Count; i++)
                texts[i] = Treated(texts[i], treatment);
        }
    }

    private string Treated(string text, FieldTreatment treatment) => text.Length == 0
        ? ""
        : treatment == FieldTreatment.Hashed ? _hash(text) : $"{StringInfo.GetNextTextElement(text)}**";
}
