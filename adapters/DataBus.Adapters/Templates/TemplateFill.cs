using System.Runtime.CompilerServices;
using DataBus.Adapters.Mapping;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>What the bus knows of a facet kind, as rows of its template.</summary>
internal sealed class TemplateFill(TemplateLayout layout, string source, DataBusClient client)
{
    private const int HistoryPage = 1000;

    private readonly TemplateRows _rows = new(layout, source);
    private readonly RowMapping _mapping = TemplateMapping.Of(layout, source);

    /// <summary>The rows, in key order; of a source, only what it wrote.</summary>
    /// <returns>The texts of each row; null with the key where a row would not come back as it is.</returns>
    public async IAsyncEnumerable<(string Key, IReadOnlyList<string>? Texts)> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in ChangesAsync(cancellationToken))
        {
            var texts = _rows.TextsOf(change);
            yield return (KeyText.Format(change.Key), ComesBack(change, texts) ? texts : null);
        }
    }

    private async IAsyncEnumerable<Change> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in client.Query.ListAllEntitiesAsync(layout.Facet.EntityKind, layout.Facet.Name, cancellationToken))
        {
            foreach (var facet in entity.Facets)
            {
                if (FacetCatalogue.Of(facet.Change) != layout.Facet || layout.Facet.ContentOf(facet.Change) is null || (source.Length > 0 && facet.Source != source))
                    continue;
                if (!layout.Facet.IsEvent)
                    yield return facet.Change;
                else
                {
                    foreach (var change in await EventsAsync(facet.Change, cancellationToken))
                        yield return change;
                }
            }
        }
    }

    // The events of an entity share an address: all of them stand in its history, the newest of each counts.
    private async Task<IEnumerable<Change>> EventsAsync(Change newest, CancellationToken cancellationToken)
    {
        var address = Addresses.Of(newest)!;
        var history = await client.Query.GetHistoryAsync(
            new GetHistoryRequest
            {
                Kind = KeyText.Name(address.Key.Kind),
                Scheme = address.Key.Scheme,
                Value = address.Key.Value,
                Facet = address.Facet,
                Instance = address.Instance,
                Limit = HistoryPage,
            }, cancellationToken);
        return history.Versions.Select(version => version.Change).Where(change => layout.Facet.ContentOf(change) is not null)
            .DistinctBy(Addresses.EventIdOf).Reverse();
    }

    // Filling a template must change nothing: a row that the mapping would read as another content is left out and named.
    private bool ComesBack(Change change, IReadOnlyList<string> texts)
    {
        if (texts.Any(text => text.Length > SheetCell.MaxLength))
            return false;
        var read = _mapping.Map(new TemplateRow(layout, texts)) is { } item && item.Item.Violations.All(v => v.Severity != Severity.Error) ? item : null;
        return read is not null && read.Item.Change.Key.Equals(change.Key) && read.Hash == ContentHash.Of(change);
    }
}
