using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>A typed view field by field: as its source sent it, as an operator patched it, and what is live.</summary>
internal static class ContentTable
{
    public static void Show(CliContext context, GetFailedResponse answer)
    {
        if (answer.Change is not { } sent)
            return;

        var texts = context.Texts;
        context.Output.Line($"{texts["fact.content"]}: {FacetCatalogue.Of(sent)?.Name} {FacetCatalogue.Of(sent)?.Zh}".TrimEnd());
        context.Output.Table(
            texts.IsChinese ? ["", "字段", "名称", "来的内容", "补正后", "现行内容"] : ["", "field", "name", "as sent", "as patched", "live"],
            Rows(sent, answer.Patched, answer.Live));
    }

    internal static IEnumerable<IReadOnlyList<string>> Rows(Change sent, Change? patched, Change? live)
    {
        var before = ContentText.Of(sent);
        var after = patched is null ? before : ContentText.Of(patched);
        var now = ContentText.Of(live ?? new Change());
        foreach (var path in before.Keys.Concat(after.Keys).Concat(now.Keys).Distinct())
        {
            var (was, willBe) = (ValueOf(before, path), ValueOf(after, path));
            var isPatched = was != willBe;
            yield return [isPatched ? "*" : "", path, NameOf(path, before, after, now), was, isPatched ? $"{was} → {willBe}" : "", ValueOf(now, path)];
        }
    }

    private static string ValueOf(IReadOnlyDictionary<string, (string Name, string Value)> fields, string path) =>
        fields.TryGetValue(path, out var field) ? field.Value : "";

    private static string NameOf(string path, params IReadOnlyDictionary<string, (string Name, string Value)>[] views) =>
        views.First(view => view.ContainsKey(path))[path].Name;
}
