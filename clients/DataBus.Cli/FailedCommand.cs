using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus failed list|show|replay|discard</c>.</summary>
internal static class FailedCommand
{
    private const int PageSize = 1000;

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("failed", options.Texts["failed"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Show(options));
        command.Subcommands.Add(Replay(options));
        command.Subcommands.Add(Discard(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var source = new Option<string>("--source") { Description = options.Texts["opt.source"], DefaultValueFactory = _ => "" };
        var facet = options.Facet();
        var rule = new Option<string>("--rule") { Description = options.Texts["opt.rule"], DefaultValueFactory = _ => "" };
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var command = options.Command("list", "failed.list", "failed list", "failed list --source tax.rd-deduction --output json");
        foreach (var option in (Option[])[source, facet, rule, limit])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, (parsed, context) => ListAsync(
            context,
            new ListFailedRequest { Filter = new FailedFilter { Source = parsed.GetValue(source), Facet = parsed.GetValue(facet), Rule = parsed.GetValue(rule) } },
            parsed.GetValue(limit)));
        return command;
    }

    private static async Task<int> ListAsync(CliContext context, ListFailedRequest request, int limit)
    {
        var items = new List<FailedPush>();
        ListFailedResponse page;
        do
        {
            request.PageSize = (uint)Math.Clamp(limit - items.Count, 1, PageSize);
            page = await context.Client.Desk.ListFailedAsync(request, context.Token);
            items.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (page.NextPageToken.Length > 0 && items.Count < limit);

        if (context.Output.IsJson)
        {
            foreach (var item in items)
                context.Output.Json(item);
            return ExitCodes.Ok;
        }

        context.Output.Table(
            context.Texts.IsChinese ? ["编号", "状态", "数源", "行", "地址", "规则", "值", "原因"] : ["id", "state", "source", "row", "address", "rule", "value", "reason"],
            items.Select(item => Row(item, context.Texts)));
        context.Output.Line(context.Texts.Format("more", page.Total, items.Count));
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<string> Row(FailedPush item, Texts texts)
    {
        var first = item.Violations.FirstOrDefault(violation => violation.Severity == Severity.Error) ?? item.Violations.FirstOrDefault() ?? new Violation();
        var address = item.Address is { } known ? $"{KeyText.Format(known.Key)} {known.Facet} {known.Instance}" : item.Deletes > 0 ? $"−{item.Deletes}" : "";
        return [$"{item.Id}", StateOf(item, texts), item.Source, $"{item.Row}", address, first.Rule, first.Value, MessageOf(first, texts)];
    }

    private static Command Show(GlobalOptions options)
    {
        var id = new Argument<ulong>("ID") { Description = options.Texts["arg.ids"] };
        var command = options.Command("show", "failed.show", "failed show 4711");
        command.Arguments.Add(id);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Desk.GetFailedAsync(parsed.GetValue(id), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            foreach (var (name, value) in Facts(answer, context.Texts))
                context.Output.Fact(name, value);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Facts(GetFailedResponse answer, Texts texts)
    {
        yield return (texts["fact.id"], $"{answer.Item.Id} {StateOf(answer.Item, texts)}");
        yield return (texts["fact.source"], $"{answer.Item.Source} {answer.Item.Pass} #{answer.Item.Row}");
        foreach (var violation in answer.Item.Violations)
            yield return (violation.Rule, $"{violation.Field} {violation.Value} {MessageOf(violation, texts)}");
        yield return (texts["fact.raw"], answer.Raw.ToStringUtf8());
        yield return (texts["fact.change"], $"{answer.Change}");
        yield return (texts["fact.live"], $"{answer.Live}");
        foreach (var act in answer.History)
            yield return (act.Act, $"{act.At} {act.Actor} {act.Reason}");
    }

    private static string StateOf(FailedPush item, Texts texts) => texts[$"state.{item.State}".ToLowerInvariant()];

    private static string MessageOf(Violation violation, Texts texts) => texts.IsChinese ? violation.MessageZh : violation.MessageEn;

    private static Command Replay(GlobalOptions options)
    {
        var ids = new Argument<ulong[]>("ID") { Description = options.Texts["arg.ids"], Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], DefaultValueFactory = _ => "" };
        var take = new Option<bool>("--take") { Description = options.Texts["opt.take"] };
        var command = options.Command("replay", "failed.replay", "failed replay 4711 4712", "failed replay 4711 --take");
        command.Arguments.Add(ids);
        command.Options.Add(reason);
        command.Options.Add(take);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new ReplayFailedRequest { Items = { parsed.GetValue(ids)!.Select(static id => new FailedRef { Id = id }) }, Reason = parsed.GetValue(reason), Take = parsed.GetValue(take) };
            return Results(context, (await context.Client.Desk.ReplayFailedAsync(request, context.Token)).Results, "replayed", "proposed");
        });
        return command;
    }

    private static Command Discard(GlobalOptions options)
    {
        var ids = new Argument<ulong[]>("ID") { Description = options.Texts["arg.ids"], Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("discard", "failed.discard", "failed discard 4711 --reason \"…\"");
        command.Arguments.Add(ids);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new DiscardFailedRequest { Items = { parsed.GetValue(ids)!.Select(static id => new FailedRef { Id = id }) }, Reason = parsed.GetValue(reason) };
            return Results(context, (await context.Client.Desk.DiscardFailedAsync(request, context.Token)).Results, "discarded");
        });
        return command;
    }

    private static int Results(CliContext context, IReadOnlyList<DeskResult> results, params string[] good)
    {
        foreach (var result in results)
        {
            if (context.Output.IsJson)
                context.Output.Json(result);
            else
                context.Output.Line($"{result.Id} {result.Result} {string.Join(' ', result.Violations.Select(violation => violation.Rule))}");
        }

        return results.All(result => good.Contains(result.Result)) ? ExitCodes.Ok : ExitCodes.Partial;
    }
}
