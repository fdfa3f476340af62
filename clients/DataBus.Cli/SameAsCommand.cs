using System.CommandLine;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli;

/// <summary><c>databus same-as list|propose|join|split</c>.</summary>
internal static class SameAsCommand
{
    private const string ExampleKeys = "enterprise/local/one-stop:2026-001 enterprise/uscc/91120112712847285B --reason \"…\"";

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("same-as", options.Texts["same-as"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Propose(options));
        command.Subcommands.Add(Say(options, "join", async (context, one, other, reason) =>
        {
            var answer = await context.Client.SameAs.JoinAsync(one, other, reason, context.Token);
            return (answer, answer.Revision, answer.Keys);
        }));
        command.Subcommands.Add(Say(options, "split", async (context, one, other, reason) =>
        {
            var answer = await context.Client.SameAs.SplitAsync(one, other, reason, context.Token);
            return (answer, answer.Revision, answer.Keys);
        }));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var key = new Argument<string>("KEY") { Description = options.Texts["arg.key"], Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var command = options.Command("list", "same-as.list", "same-as list", "same-as list enterprise/uscc/91120112712847285B --output json");
        command.Arguments.Add(key);
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var of = parsed.GetValue(key) is { } text ? context.KeyOf(text) : null;
            var most = Math.Min(parsed.GetValue(limit), int.MaxValue - 1);
            var links = await context.Client.SameAs.ListAllAsync(of, context.Token).Take(most + 1).ToListAsync(context.Token);
            if (context.Output.IsJson)
                links.Take(most).ToList().ForEach(context.Output.Json);
            else
                Show(context, [.. links.Take(most)], more: links.Count > most);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, IReadOnlyList<SameAsLink> links, bool more)
    {
        if (links.Count == 0)
        {
            context.Output.Line(context.Texts["none"]);
            return;
        }

        context.Output.Table(
            context.Texts.IsChinese ? ["主体", "键", "键", "状态", "依据", "修订"] : ["entity", "key", "key", "state", "by", "revision"],
            links.Select(link => Row(link, context.Texts)));
        if (more)
            context.Output.Line(context.Texts.Format("more-than", links.Count));
    }

    private static IReadOnlyList<string> Row(SameAsLink link, Texts texts) =>
    [
        KeyText.Format(link.Group),
        KeyText.Format(link.One),
        KeyText.Format(link.Other),
        texts[link.TooLarge ? "link.too-large" : link.Joined ? "link.joined" : "link.split"],
        string.Join("; ", Grounds(link)),
        link.Word is { } word ? $"{word.Revision}" : "",
    ];

    private static IEnumerable<string> Grounds(SameAsLink link)
    {
        if (link.Word is { } word)
            yield return $"{word.Actor}: {word.Reason}";
        foreach (var address in link.StatedBy)
            yield return $"{KeyText.Format(address.Key)} {address.Facet} {address.Instance}".TrimEnd();
    }

    private static Command Propose(GlobalOptions options)
    {
        var limit = new Option<uint>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var command = options.Command("propose", "same-as.propose", "same-as propose", "same-as propose --output json");
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.SameAs.ProposeAsync(parsed.GetValue(limit), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            foreach (var proposal in answer.Proposals)
                context.Output.Line($"{KeyText.Format(proposal.One)} {KeyText.Format(proposal.Other)}  {proposal.Name}");
            if (answer.Proposals.Count == 0)
                context.Output.Line(context.Texts["none"]);
            else
                context.Output.Line(context.Texts[answer.More ? "proposals.more" : "proposals"]);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Say(
        GlobalOptions options, string verb, Func<CliContext, Key, Key, string, Task<(IMessage Answer, ulong Revision, IEnumerable<Key> Keys)>> say)
    {
        var one = new Argument<string>("KEY") { Description = options.Texts["arg.key"] };
        var other = new Argument<string>("OTHER") { Description = options.Texts["arg.key"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command(verb, $"same-as.{verb}", $"same-as {verb} {ExampleKeys}");
        command.Arguments.Add(one);
        command.Arguments.Add(other);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var (answer, revision, keys) = await say(
                context, context.KeyOf(parsed.GetValue(one)!), context.KeyOf(parsed.GetValue(other)!), parsed.GetValue(reason)!);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Line(context.Texts.Format("same-as.done", revision, string.Join(' ', keys.Select(KeyText.Format))));
            return ExitCodes.Ok;
        });
        return command;
    }
}
