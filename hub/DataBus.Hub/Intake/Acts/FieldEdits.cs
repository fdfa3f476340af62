using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Changes named fields of a change: of its key, or of its facet.</summary>
internal static class FieldEdits
{
    private const string KeyPrefix = "key.";

    /// <summary>Applies one edit.</summary>
    /// <returns>What is wrong with it, in Chinese and English; null if nothing is.</returns>
    public static string? Apply(Change change, FieldEdit edit)
    {
        if (Find(change, edit.Path) is not { } place)
            return $"{edit.Path}：没有这个字段 / there is no such field";
        return edit.HowCase switch
        {
            FieldEdit.HowOneofCase.Value => place.Set(edit.Value),
            FieldEdit.HowOneofCase.Clear => place.Clear(),
            FieldEdit.HowOneofCase.Trim => place.Rewrite(static text => text.Trim()),
            FieldEdit.HowOneofCase.HalfWidth => place.Rewrite(HalfWidth),
            FieldEdit.HowOneofCase.Map => place.Rewrite(text => text == edit.Map.From ? edit.Map.To : text),
            _ => $"{edit.Path}：没有说明怎样修改 / it is not said what to change",
        };
    }

    /// <summary>The value of a field as text, to tell whether it differs; empty if it is not set.</summary>
    public static string TextOf(Change change, string path) => Find(change, path)?.Text ?? "";

    /// <summary>Full-width letters, digits, signs and spaces as half-width ones.</summary>
    public static string HalfWidth(string text) =>
        string.Concat(text.Select(static letter => letter == '　' ? ' ' : TextFold.HalfWidth(letter)));

    private static FieldPlace? Find(Change change, string path)
    {
        if (path.StartsWith(KeyPrefix, StringComparison.Ordinal))
            return FieldPlace.Find(change.Key ??= new Key(), path[KeyPrefix.Length..]);
        return FacetCatalogue.Of(change) is { } facet && facet.ContentOf(change) is { } content && change.ContentCase >= Change.ContentOneofCase.Registration
            ? FieldPlace.Find(content, path)
            : null;
    }
}
