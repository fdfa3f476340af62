using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>How every act says which failed pushes it means: ids, a filter, all that are open, or a plan. Nothing said is never "all".</summary>
internal sealed class SelectionOptions
{
    private readonly Texts _texts;
    private readonly FilterOptions _filter;
    private readonly Argument<string[]> _words;
    private readonly Option<bool> _allOpen;
    private readonly Option<string?> _plan;

    public SelectionOptions(GlobalOptions options)
    {
        _texts = options.Texts;
        _filter = new FilterOptions(options);
        _words = new Argument<string[]>("ID") { Description = _texts["arg.failed"], Arity = ArgumentArity.ZeroOrMore };
        _allOpen = new Option<bool>("--all-open") { Description = _texts["opt.all-open"] };
        _plan = new Option<string?>("--plan") { Description = _texts["opt.plan"] };
    }

    /// <summary>Ids and filter, for what no job does.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        _filter.AddTo(command);
    }

    public void AddTo(Command command, bool withPlan)
    {
        AddTo(command);
        command.Options.Add(_allOpen);
        if (withPlan)
            command.Options.Add(_plan);
    }

    /// <summary>Words that are no ids: fields with their values.</summary>
    public IReadOnlyList<string> Edits(ParseResult parsed) => [.. Words(parsed).Where(IsEdit)];

    /// <summary>What is meant.</summary>
    /// <exception cref="CliException">Nothing is named, or in two ways.</exception>
    public FailedSelection Of(ParseResult parsed, bool takesEdits)
    {
        var items = Words(parsed).Where(word => !takesEdits || !IsEdit(word))
            .Select(word => FailedRefText.Of(word, _texts, takesEdits ? "bad-edit" : "bad-id")).ToList();
        var plan = parsed.IsGiven(_plan) ? parsed.GetValue(_plan) : null;
        var ways = ((bool[])[items.Count > 0, _filter.IsGiven(parsed), parsed.GetValue(_allOpen), plan is not null]).Count(given => given);
        if (ways != 1)
            throw new CliException(ExitCodes.Usage, _texts[ways == 0 ? "nothing-named" : "named-twice"]);

        if (plan is not null)
            return new FailedSelection([], Plan: PlanFile.Read(plan, _texts));
        if (items.Count > 0)
            return new FailedSelection(items);
        return new FailedSelection([], parsed.GetValue(_allOpen) ? Open() : _filter.Of(parsed));
    }

    /// <summary>Name of the file of a plan, for people.</summary>
    public string PlanName(ParseResult parsed) => parsed.GetValue(_plan) ?? "";

    private static FailedFilter Open() => new() { States = { FailedState.Held, FailedState.Waiting, FailedState.Returned } };

    private string[] Words(ParseResult parsed) => parsed.GetValue(_words) ?? [];

    private static bool IsEdit(string word) => word.Contains('=', StringComparison.Ordinal) && !FailedRefText.IsOption(word);
}
