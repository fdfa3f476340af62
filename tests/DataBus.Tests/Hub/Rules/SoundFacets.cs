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
}
