using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>The options by which every verb says which failed pushes it means; all that are given must hold.</summary>
internal sealed class FilterOptions
{
    private static readonly Dictionary<string, FailedState> _states = Enum.GetValues<FailedState>()
        .Where(state => state != FailedState.Unspecified).ToDictionary(state => $"{state}".ToLowerInvariant());

    private static readonly Dictionary<string, CorrectionState> _corrections = Enum.GetValues<CorrectionState>()
        .Where(state => state != CorrectionState.Unspecified).ToDictionary(state => $"{state}".ToLowerInvariant());

    private readonly List<(Option Option, Action<ParseResult, FailedFilter> Apply)> _all = [];
    private readonly Texts _texts;

    public FilterOptions(GlobalOptions options)
    {
        _texts = options.Texts;
        Text("--bureau", (filter, value) => filter.Bureau = value);
        Text("--source", (filter, value) => filter.Source = value);
        Text("--pass", (filter, value) => filter.Pass = value);
        Text("--kind", (filter, value) => filter.Kind = KindOf(value));
        Text(options.Facet(), (filter, value) => filter.Facet = value);
        Text("--rule", (filter, value) => filter.Rule = value);
        Text("--field", (filter, value) => filter.Field = value);
        Text("--value", (filter, value) => filter.Value = value);
        Text("--from", (filter, value) => filter.HeldFrom = FilterTimes.InstantOf(value, _texts));
        Text("--before", (filter, value) => filter.HeldBefore = FilterTimes.InstantOf(value, _texts));
        Text("--older-than", (filter, value) => filter.OlderThan = FilterTimes.AgeOf(value, _texts));
        Value<uint>("--attempts", (filter, value) => filter.MinAttempts = value);
        Text("--state", (filter, value) => filter.States.AddRange(value.Split(',').Select(one => OneOf("--state", one, _states))), _states.Keys);
        Value<bool>("--patched", (filter, value) => filter.Patched = value);
        Value<bool>("--releasable", (filter, value) => filter.Releasable = value);
        Value<bool>("--overdue", (filter, value) => filter.Overdue = value);
        Text("--key", (filter, value) => filter.Key = value);
        Text("--cause", (filter, value) => filter.Cause = value);
        Text("--correction", (filter, value) => filter.Correction = OneOf("--correction", value, _corrections), _corrections.Keys);
        Value<bool>("--unreviewed", (filter, value) => filter.Unreviewed = value);
        Value<ulong>("--job", (filter, value) => filter.Job = value);
    }

    public void AddTo(Command command) => _all.ForEach(one => command.Options.Add(one.Option));

    /// <summary>Whether one of them is on the command line.</summary>
    public bool IsGiven(ParseResult parsed) => _all.Any(one => parsed.IsGiven(one.Option));

    /// <summary>What they say.</summary>
    /// <exception cref="CliException">A value is wrong, or is none: an empty variable of a script must not become "all".</exception>
    public FailedFilter Of(ParseResult parsed)
    {
        var filter = new FailedFilter();
        foreach (var (option, apply) in _all.Where(one => parsed.IsGiven(one.Option)))
        {
            var before = filter.CalculateSize();
            apply(parsed, filter);
            if (filter.CalculateSize() == before)
                throw new CliException(ExitCodes.Usage, _texts.Format("filter-empty", option.Name));
        }

        return filter;
    }

    private void Text(string name, Action<FailedFilter, string> set, IEnumerable<string>? words = null)
    {
        var option = new Option<string>(name) { Description = _texts[$"opt.failed{name}"] };
        if (words is not null)
            option.CompletionSources.Add([.. words]);
        Text(option, set);
    }

    private void Text(Option<string> option, Action<FailedFilter, string> set) =>
        _all.Add((option, (parsed, filter) => set(filter, parsed.GetValue(option)!)));

    private void Value<T>(string name, Action<FailedFilter, T> set)
    {
        var option = new Option<T>(name) { Description = _texts[$"opt.failed{name}"] };
        _all.Add((option, (parsed, filter) => set(filter, parsed.GetValue(option)!)));
    }

    private Kind KindOf(string text) => KeyText.ParseKind(text) is not Kind.Unspecified and var kind
        ? kind
        : throw new CliException(ExitCodes.Usage, _texts.Format("bad-kind", text));

    private T OneOf<T>(string option, string word, Dictionary<string, T> words) => words.TryGetValue(word.Trim(), out var value)
        ? value
        : throw new CliException(ExitCodes.Usage, _texts.Format("bad-word", option, word, string.Join(", ", words.Keys)));
}
