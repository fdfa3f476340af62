using System.Text.Json.Serialization;

namespace DataBus.Cli.Catalogue;

/// <summary>A code table of the contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Codes">Its codes.</param>
internal sealed record CatalogueTable(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("codes")] IReadOnlyList<CatalogueCode> Codes);

/// <summary>A code.</summary>
/// <param name="Code">As the contract carries it.</param>
/// <param name="Name">Its Chinese name.</param>
internal sealed record CatalogueCode(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("name")] string Name);
