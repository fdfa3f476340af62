namespace DataBus.Tests.Model;

/// <summary>All that the model knows.</summary>
internal sealed class ModelState
{
    public IReadOnlyList<ModelAddress> Addresses { get; } =
        [.. Enumerable.Range(0, Places.All.Count).Select(place => new ModelAddress(place))];

    public IReadOnlyDictionary<string, ModelSource> Sources { get; } =
        Places.Sources.ToDictionary(name => name, name => new ModelSource(name));

    /// <summary>Everything that was ever held, in order.</summary>
    public List<ModelHeld> Held { get; } = [];

    /// <summary>Live addresses of a source; events are not counted.</summary>
    public int LiveOf(string source) =>
        Addresses.Count(address => !address.IsEvent && address.IsLive && Places.All[address.Place].Owner == source);

    /// <summary>The row of a failed push as it counts now: what came before its source was rebased has no version.</summary>
    public ModelRow RowOfNow(ModelHeld held) => held.Row!.Version.Generation == Sources[held.Source].Generation
        ? held.Content
        : held.Content with { Version = ModelVersion.None };

    public ModelHeld Hold(ModelHeld held)
    {
        Held.Add(held);
        if (held.Row is { Kind: not RowKind.Unkeyed } row)
            Addresses[row.Place].Held.Add(held);
        return held;
    }
}
