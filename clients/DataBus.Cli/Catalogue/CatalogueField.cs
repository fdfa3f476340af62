using System.Text.Json.Serialization;

namespace DataBus.Cli.Catalogue;

/// <summary>A field of a facet kind (信息项).</summary>
/// <param name="Path">Path inside the facet, for example <c>capital.amount</c>; <c>[]</c> stands behind a list.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Type">Type in Chinese.</param>
/// <param name="Unit">Unit; empty if none.</param>
/// <param name="Format">Format in Chinese; empty for free text.</param>
/// <param name="CodeTable">Name of its code table; empty if none.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Range">Length, pattern and bounds, in Chinese.</param>
/// <param name="Class">Open, personal or closed, in Chinese.</param>
/// <param name="SameAs">Scheme of the key that it states of the same entity; empty if none.</param>
/// <param name="Comment">What the contract says of it.</param>
internal sealed record CatalogueField(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("format")] string Format,
    [property: JsonPropertyName("codeTable")] string CodeTable,
    [property: JsonPropertyName("required")] bool Required,
    [property: JsonPropertyName("range")] string Range,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("sameAs")] string SameAs,
    [property: JsonPropertyName("comment")] string Comment);
