using System.Runtime.CompilerServices;
using DataBus.Adapters.Mapping;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Adapters.Templates;

/// <summary>What the bus knows of a facet kind, as rows of its template.</summary>
internal sealed class TemplateFill(TemplateLayout layout, string source, DataBusClient client)
{
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
                var isOurs = source.Length == 0 || facet.Source == source;
                if (isOurs && layout.Facet.ContentOf(facet.Change) is not null)
                    yield return facet.Change;
            }
        }
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
