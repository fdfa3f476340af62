using System.CommandLine;
using DataBus.Cli.Failed;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create(GlobalOptions options)
    {
        var kind = new Option<string[]>("--kind") { Description = options.Texts["opt.kind"] };
        var key = new Option<string[]>("--key") { Description = options.Texts["arg.key"] };
        var facet = new Option<string[]>("--facet") { Description = options.Texts["opt.facet"] };
        var prefix = new Option<string[]>("--key-prefix") { Description = options.Texts["opt.key-prefix"] };
        var source = new Option<string[]>("--source") { Description = options.Texts["opt.source-of"] };
        var where = new Option<string?>("--where") { Description = options.Texts["opt.where"] };
        var heads = new Option<string?>("--heads") { Description = options.Texts["opt.heads"] };
        var now = new Option<bool>("--now") { Description = options.Texts["opt.now"] };
        var snapshot = new Option<bool>("--snapshot") { Description = options.Texts["opt.snapshot"] };
        var once = new Option<bool>("--until-caught-up") { Description = options.Texts["opt.until-caught-up"] };
        var bookmark = new Option<string?>("--bookmark", "--bookmark-file") { Description = options.Texts["opt.bookmark"] };
        var time = new Option<string?>("--from-time") { Description = options.Texts["opt.from-time"] };
        var revision = new Option<ulong?>("--from-revision") { Description = options.Texts["opt.from-revision"] };
        var name = new Option<string>("--name") { Description = options.Texts["opt.reader"], DefaultValueFactory = _ => "" };
        var command = options.Command("watch", "watch", "watch", "watch --kind enterprise --now --output json", "watch --bookmark seen.bookmark", "watch --name plan-dashboard",
            "watch --where \"enterprise.tier_label.code in (T1, T2) and not enterprise.registration.state = REVOKED\"");
        foreach (var option in (Option[])[kind, key, prefix, facet, source, where, snapshot, now, time, revision, once, bookmark, name, heads])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            OneOf.Demand(parsed, context.Texts, snapshot, now, time, revision);
            OneOf.Demand(parsed, context.Texts, bookmark, time, revision);
            var kept = parsed.GetValue(bookmark) is { } file ? new BookmarkFile(file) : null;
            var subscription = new Subscription
            {
                Name = parsed.GetValue(name)!,
                FromSnapshot = parsed.GetValue(snapshot),
                Bookmark = parsed.GetValue(snapshot) ? null : kept?.Read(context.Texts),
                Kinds = [.. (parsed.GetValue(kind) ?? []).Select(context.KindOf)],
                Keys = [.. (parsed.GetValue(key) ?? []).Select(context.KeyOf)],
                KeyPrefixes = [.. (parsed.GetValue(prefix) ?? []).Select(context.KeyPrefixOf)],
                Facets = parsed.GetValue(facet) ?? [],
                Sources = parsed.GetValue(source) ?? [],
                Where = parsed.GetValue(where) is { } text ? context.PredicateOf(text) : null,
                FromNow = parsed.GetValue(now),
                FromTime = parsed.GetValue(time) is { } from ? FilterTimes.InstantOf(from, context.Texts).ToDateTimeOffset() : null,
                FromRevision = parsed.GetValue(revision),
                WaitsWhileClosed = !parsed.GetValue(once),
            };
            await FollowAsync(context, subscription, new Kept(kept, parsed.GetValue(heads) is { } proof ? new ChainHeads(proof) : null), parsed.GetValue(once));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task FollowAsync(CliContext context, Subscription subscription, Kept kept, bool untilCaughtUp)
    {
        await foreach (var delivery in context.Client.SubscribeAsync(subscription, context.Token))
        {
            if (context.Output.IsJson)
                context.Output.Json(delivery.Frame);
            else
                Show(context, delivery);
            if (delivery.Kind == DeliveryKind.Resync)
                throw new CliException(ExitCodes.Conflict, context.Texts.Format("resync", TextOf(delivery.Frame.Resync, context.Texts)));
            // Only what was shown is behind the bookmark: a kill in between shows a frame twice and leaves out none.
            kept.Bookmark?.Write(delivery.Bookmark, context.Texts);
            kept.Heads?.Keep(delivery.Frame.Head);
            if (subscription.Name.Length > 0)
                _ = await delivery.AcknowledgeAsync(context.Token);
            if (untilCaughtUp && delivery.Kind == DeliveryKind.CaughtUp)
                return;
        }
    }

    private static string TextOf(Resync resync, Texts texts) => $"{(texts.IsChinese ? resync.MessageZh : resync.MessageEn)} [{resync.Reason}]";

    private static void Show(CliContext context, Delivery delivery)
    {
        foreach (var key in delivery.Left)
            context.Output.Line(context.Texts.Format("left", KeyText.Format(key)));
        foreach (var key in delivery.Entered)
            context.Output.Line(context.Texts.Format("entered", KeyText.Format(key)));
        foreach (var change in delivery.Changes)
        {
            var address = Addresses.Of(change.Change);
            context.Output.Line($"{change.Revision} {change.Change.ContentCase} {KeyText.Format(change.Change.Key)} {address?.Instance} ← {change.Run.Source}");
        }

        if (delivery.Kind == DeliveryKind.CaughtUp)
            context.Output.Line(context.Texts.Format("caught-up", delivery.LastRevision));
    }

    /// <summary>What is kept of a stream between two runs.</summary>
    private sealed record Kept(BookmarkFile? Bookmark, ChainHeads? Heads);
}
