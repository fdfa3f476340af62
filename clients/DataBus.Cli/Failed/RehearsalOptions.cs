using System.CommandLine;

namespace DataBus.Cli.Failed;

/// <summary>What becomes of a rehearsal.</summary>
internal sealed class RehearsalOptions
{
    private readonly Option<string?> _out;
    private readonly Option<int> _limit;

    public RehearsalOptions(Texts texts)
    {
        _out = new Option<string?>("--out") { Description = texts["opt.plan-out"] };
        _limit = new Option<int>("--limit") { Description = texts["opt.limit"], DefaultValueFactory = _ => 100 };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_out);
        command.Options.Add(_limit);
    }

    /// <summary>The plan's file, and how many items are shown to people.</summary>
    public (string? Plan, int Limit) Of(ParseResult parsed) => (parsed.GetValue(_out), parsed.GetValue(_limit));
}
