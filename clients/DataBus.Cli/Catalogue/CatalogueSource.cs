using System.Text.Json.Serialization;

namespace DataBus.Cli.Catalogue;

/// <summary>A source that writes a facet kind, or a part of it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Bureau">Chinese name of its bureau.</param>
/// <param name="Part">Value of the part field, or a prefix ending in <c>*</c>; empty: the whole facet kind.</param>
internal sealed record CatalogueSource(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("bureau")] string Bureau,
    [property: JsonPropertyName("part")] string Part);
