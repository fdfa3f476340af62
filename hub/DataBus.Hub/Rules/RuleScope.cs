using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Where in a facet rules are compiled, and what is inherited from there.</summary>
/// <param name="Facet">Facet kind; <c>change</c> for the parts of a change that belong to none.</param>
/// <param name="Path">Path of the enclosing field, without list indexes; empty at the facet's root.</param>
/// <param name="Shown">Whether values may be shown: neither the facet nor an enclosing field forbids it.</param>
/// <param name="Codes">The code tables.</param>
internal sealed record RuleScope(string Facet, string Path, bool Shown, CodeBook Codes)
{
    /// <summary>Messages nested deeper than this are taken for endless ones.</summary>
    private const int MaximalDepth = 8;

    /// <summary>A part of a change that stands beside its content.</summary>
    public static RuleScope Beside(string field) => new("change", field, Shown: true, CodeBook.OfTheContract);

    public static RuleScope Root(FacetKind kind, CodeBook codes) => new(kind.Name, "", Shown: !kind.IsClosed, codes);

    public RuleScope Into(string field, FieldClass fieldClass)
    {
        var inner = new RuleScope(Facet, PathOf(field), Shows(fieldClass), Codes);
        return inner.Path.Count(c => c == '.') < MaximalDepth
            ? inner
            : throw new InvalidOperationException($"{Facet}.{inner.Path} is nested too deep: rules need a finite contract.");
    }

    public string PathOf(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    public bool Shows(FieldClass fieldClass) => Shown && fieldClass == FieldClass.Unspecified;
}
