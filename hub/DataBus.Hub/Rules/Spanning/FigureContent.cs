using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A figure is a number, or says why there is none.</summary>
internal sealed class FigureContent() : SpanningRule<Figure>(_rule)
{
    private static readonly Rule _rule = Rule.Error(
        "indicator.figure.value.or_note",
        "应有数值；算不出数的不设数值而写明原因，两者只取其一。", "There must be a value, or else a note that says why there is none; not both.");

    protected override void Check(Figure content, Key? key, Findings findings)
    {
        if (content.Value.Length > 0 == content.NoteZh.Length > 0)
            findings.AddAt("value", _rule, content.Value);
    }
}
