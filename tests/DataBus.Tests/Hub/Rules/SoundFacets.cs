using DataBus.V1;

namespace DataBus.Tests.Hub.Rules;

/// <summary>A sound change of each facet kind beside those of <see cref="Sound"/>, one a line of <c>facets.jsonl</c>.</summary>
internal static class SoundFacets
{
    private static readonly Dictionary<string, Change> _all = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Hub", "Rules", "facets.jsonl"))
        .Select(Change.Parser.ParseJson)
        .ToDictionary(change => FacetCatalogue.Of(change)!.Name);

    public static IEnumerable<string> Names => _all.Keys;

    public static Change Of(string facet) => _all[facet].Clone();

    /// <summary>The source that owns a facet kind, or the part that <see cref="Of"/> is of, from the start.</summary>
    public static string OwnerOf(string facet)
    {
        var part = FacetCatalogue.Find(facet)!.PartOf(Of(facet))!;
        return InitialOwnership.BySource.Single(source => source.Value.Parts.Any(owned => owned.Facet == facet
            && (owned.Part.Length == 0 || owned.Part == part || (owned.Part.EndsWith('*') && part.StartsWith(owned.Part[..^1], StringComparison.Ordinal))))).Key;
    }
}
