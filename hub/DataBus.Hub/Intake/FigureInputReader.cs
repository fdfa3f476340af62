using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Reads what the figures rest on from the views and the log.</summary>
internal sealed class FigureInputReader(IExchangeLog log)
{
    private static readonly string[] _facets =
    [
        FacetOf(TierLabel.Descriptor.FullName), FacetOf(PlatformProfile.Descriptor.FullName), FacetOf(Observation.Descriptor.FullName),
    ];

    /// <summary>All inputs as of the view.</summary>
    public FigureInputs Read(IViewReader view) => new(
        LiveOf(view, Kind.Enterprise, _facets[0], static change => change.TierLabel),
        LiveOf(view, Kind.Platform, _facets[1], static change => change.PlatformProfile),
        LiveOf(view, Kind.Indicator, _facets[2], static change => change.Observation));

    /// <summary>The sources whose pushes can move a figure.</summary>
    public static HashSet<string> SourcesOf(IViewReader view) =>
        [.. view.Sources().Where(source => source.Parts.Any(part => _facets.Contains(part.Facet))).Select(source => source.Source)];

    /// <summary>Whether a record publishes anything of one of the sources; only its runs are read.</summary>
    public static bool Touches(LogRecord record, HashSet<string> sources) =>
        ContentReader.RunsOf(record).Any(run => sources.Contains(run.Source));

    private IEnumerable<Live<T>> LiveOf<T>(IViewReader view, Kind kind, string facet, Func<Change, T> content) => ContentReader
        .ReadAll(log, view
            .Scan(AddressKey.KindPrefix(kind))
            .Where(row => row.Value.IsLive && row.Key.Facet == facet)
            .Select(row => row.Value.Revision)
            .Order())
        .Select(live => new Live<T>(live.Change.Key, content(live.Change)));

    private static string FacetOf(string message) => FacetCatalogue.All.Single(facet => facet.Descriptor.FullName == message).Name;
}
