using System.CommandLine;
using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus indicators explain</c>.</summary>
internal static class MovementCommand
{
    private static readonly string[] _zh = ["变动", "主体", "进出", "原因", "由", "数源与修订"];
    private static readonly string[] _en = ["effect", "entity", "what", "why", "terms", "source and revision"];

    private static readonly Dictionary<MovementKind, (string Zh, string En)> _kinds = new()
    {
        [MovementKind.Enters] = ("计入", "enters"),
        [MovementKind.Leaves] = ("退出", "leaves"),
        [MovementKind.Changes] = ("变化", "changes"),
    };

    private static readonly Dictionary<MovementReason, (string Zh, string En)> _reasons = new()
    {
        [MovementReason.Change] = ("数据变更", "change"),
        [MovementReason.Day] = ("日期推移", "day"),
        [MovementReason.Report] = ("填报基线", "report"),
        [MovementReason.Formula] = ("公式不同", "formula"),
        [MovementReason.Closed] = ("不予共享，不逐户列出", "closed, not told one by one"),
    };

    public static Command Create(GlobalOptions options)
    {
        var code = new Argument<string>("CODE") { Description = options.Texts["arg.indicator"] };
        var from = new Option<string>("--from") { Description = options.Texts["opt.from"], Required = true };
        var to = new Option<string?>("--to") { Description = options.Texts["opt.to"] };
        var command = options.Command("explain", "indicators.explain", "indicators explain JN-13 --from 2026-Q2 --to 2026-Q3");
        command.Arguments.Add(code);
        command.Options.Add(from);
        command.Options.Add(to);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new ExplainMovementRequest { Code = parsed.GetValue(code)!, From = PointOf(parsed.GetValue(from)!) };
            if (parsed.GetValue(to) is { } later)
                request.To = PointOf(later);
            var answer = await context.Client.Plan.ExplainMovementAsync(request, context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                Write(answer, context);
            return ExitCodes.Ok;
        });
        return command;
    }

    // A number alone is a revision; meetings are named otherwise.
    private static MovementPoint PointOf(string text)
    {
        var parts = text.Split('@', 2);
        if (!ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return new MovementPoint { Meeting = text };
        return new MovementPoint { Revision = revision, Day = parts.Length > 1 ? parts[1] : "" };
    }

    private static void Write(ExplainMovementResponse answer, CliContext context)
    {
        var zh = context.Texts.IsChinese;
        context.Output.Line(context.Texts.Format(
            "movement", answer.Code, answer.Name, EndText(answer.From), EndText(answer.To), answer.HasDifference ? answer.Difference : "–", answer.Unit));
        context.Output.Table(zh ? _zh : _en, answer.Parts.Select(part => (IReadOnlyList<string>)
        [
            part.HasEffect ? part.Effect : "–",
            part.Key is null ? "–" : KeyText.Format(part.Key),
            zh ? _kinds[part.Kind].Zh : _kinds[part.Kind].En,
            zh ? _reasons[part.Reason].Zh : _reasons[part.Reason].En,
            string.Join("；", part.Terms.Select(static term => $"{term.Name} {term.Before} → {term.After}")),
            string.Join(' ', part.Causes.Select(static cause => $"{cause.Source} #{cause.Revision}")),
        ]));
        var sum = answer.Parts.Where(static part => part.HasEffect).Sum(static part => decimal.Parse(part.Effect, CultureInfo.InvariantCulture));
        if (answer.HasDifference)
            context.Output.Line(context.Texts.Format("movement.sum", sum, answer.Parts.Count));
    }

    private static string EndText(MovementEnd end) =>
        $"{(end.HasValue ? end.Value : $"–（{end.Note}）")} [{(end.Meeting.Length > 0 ? end.Meeting : $"#{end.Revision}")} {end.Day}]";
}
