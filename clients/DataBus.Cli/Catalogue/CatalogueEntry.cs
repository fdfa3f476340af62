using System.Text.Json.Serialization;

namespace DataBus.Cli.Catalogue;

/// <summary>A facet kind as an entry of the government data catalogue (政务数据目录).</summary>
/// <param name="Code">Name of the facet kind, for example <c>enterprise.tier_label</c>.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Entity">What it belongs to, in Chinese.</param>
/// <param name="Provider">The bureau that provides it (数源部门).</param>
/// <param name="Sharing">Sharing class in Chinese.</param>
/// <param name="Condition">Condition of sharing; empty when unconditional.</param>
/// <param name="Shape">State or event, in Chinese.</param>
/// <param name="Count">One or many an entity, in Chinese.</param>
/// <param name="InstanceKey">The fields that tell instances apart.</param>
/// <param name="PartField">The field that decides the source; empty if one source has all.</param>
/// <param name="Sources">Who writes it at the beginning; a hub's operators may transfer it later.</param>
/// <param name="Fields">All its fields, those of inner messages too.</param>
internal sealed record CatalogueEntry(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("entity")] string Entity,
    [property: JsonPropertyName("provider")] string Provider,
    [property: JsonPropertyName("sharing")] string Sharing,
    [property: JsonPropertyName("condition")] string Condition,
    [property: JsonPropertyName("shape")] string Shape,
    [property: JsonPropertyName("count")] string Count,
    [property: JsonPropertyName("instanceKey")] IReadOnlyList<string> InstanceKey,
    [property: JsonPropertyName("partField")] string PartField,
    [property: JsonPropertyName("sources")] IReadOnlyList<CatalogueSource> Sources,
    [property: JsonPropertyName("fields")] IReadOnlyList<CatalogueField> Fields);
