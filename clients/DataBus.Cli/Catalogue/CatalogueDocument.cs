using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataBus.V1;

namespace DataBus.Cli.Catalogue;

/// <summary>The whole catalogue, read from the contract that this program carries.</summary>
/// <param name="Contract">Version of the contract.</param>
/// <param name="Entries">All facet kinds, in the order of their numbers.</param>
/// <param name="CodeTables">All code tables, in name order; as shipped, without what a hub's operators have added.</param>
internal sealed record CatalogueDocument(
    [property: JsonPropertyName("contract")] string Contract,
    [property: JsonPropertyName("entries")] IReadOnlyList<CatalogueEntry> Entries,
    [property: JsonPropertyName("codeTables")] IReadOnlyList<CatalogueTable> CodeTables)
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CatalogueDocument OfTheContract() => new(
        ContractVersion.Current,
        [.. FacetCatalogue.All.Select(CatalogueReader.Read)],
        [.. V1.CodeTables.All.Select(static table => new CatalogueTable(table.Name, [.. table.Entries.Select(static code => new CatalogueCode(code.Code, code.Zh))]))]);

    public string ToJson() => JsonSerializer.Serialize(this, _json);
}
