using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli;

/// <summary>Shows what an act of governance did, or, rehearsed, what it would do.</summary>
internal static class RehearsalOutput
{
    private const int Shown = 10;

    public static void Show(CliContext context, IMessage answer, Rehearsal? rehearsal, ulong revision)
    {
        if (rehearsal is null || context.Output.IsJson)
            context.Done(answer, revision);
        else
            Show(context, rehearsal);
    }

    private static void Show(CliContext context, Rehearsal rehearsal)
    {
        var texts = context.Texts;
        if (rehearsal.LiveChecked + rehearsal.HeldChecked > 0)
            context.Output.Line(texts.Format(
                "rehearsed", rehearsal.Revision, rehearsal.LiveChecked, rehearsal.HeldChecked, rehearsal.WouldHold, rehearsal.WouldRelease));
        if (rehearsal.Addresses + rehearsal.OpenFailed > 0)
            context.Output.Line(texts.Format("rehearsed.owner", rehearsal.Addresses, rehearsal.OpenFailed));
        foreach (var one in rehearsal.Holds.Take(Shown))
        {
            var why = string.Join(' ', one.Violations.Select(broken => texts.IsChinese ? broken.MessageZh : broken.MessageEn));
            context.Output.Line($"  {KeyText.Format(one.Address.Key)} {one.Address.Facet} {one.Address.Instance}: {why}");
        }

        if (rehearsal.Releases.Count > 0)
            context.Output.Line(texts.Format("rehearsed.releases", string.Join(' ', rehearsal.Releases.Take(Shown)), rehearsal.WouldRelease));
        foreach (var figure in rehearsal.Figures)
            context.Output.Line($"  {figure.Code}: {figure.Before} → {figure.After}");
        context.Output.Line(texts["rehearsed.yes"]);
    }
}
