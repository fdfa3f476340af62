using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>The units of the evaluation, by code and by name: institutions, and whoever was evaluated.</summary>
internal sealed class Units
{
    private readonly IViewReader _view;
    private readonly Dictionary<Key, Unit> _byKey = [];
    private readonly Dictionary<string, Unit> _byName = [];

    public Units(IViewReader view, IExchangeLog log)
    {
        _view = view;
        var contents = new LiveContents(view, log);
        Evaluations = [.. contents.Of("indicator.evaluation").Select(static change => change.Evaluation)];
        foreach (var one in Evaluations.OrderByDescending(static one => one.Year, StringComparer.Ordinal))
            Add(KeyOf(one.UnitUscc), one.UnitName, one.Kind);
        foreach (var change in contents.Of("enterprise.institution"))
            Add(change.Key, change.Institution.Name, change.Institution.Kind);
    }

    /// <summary>All that was reported.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; }

    /// <summary>In the order of their names.</summary>
    public IEnumerable<Unit> All => _byKey.Values.OrderBy(static unit => unit.Name, StringComparer.Ordinal).ThenBy(static unit => unit.Uscc, StringComparer.Ordinal);

    /// <summary>The unit with this credit code; null if it is none.</summary>
    public Unit? WithCode(string uscc) => uscc.Length == 0 ? null : _byKey.GetValueOrDefault(BestOf(KeyOf(uscc)));

    /// <summary>The unit with this name, however it is written; null if there is none.</summary>
    public Unit? WithName(string name) => _byName.GetValueOrDefault(TextFold.Of(name));

    private static Key KeyOf(string uscc) => new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = uscc };

    private Key BestOf(Key key) => KeyGroup.Of(AddressKey.OfEntity(key), _view).Best.ToKey();

    // The newest evaluation names a unit; who was never evaluated is named by what says that it is an institution.
    private void Add(Key own, string name, string kind)
    {
        var key = BestOf(own);
        if (!_byKey.TryGetValue(key, out var unit))
            _byKey.Add(key, unit = new Unit(key, key.Value, name, kind));
        _ = _byName.TryAdd(TextFold.Of(name), unit);
    }
}
