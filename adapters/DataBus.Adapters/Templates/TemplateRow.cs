using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Templates;

/// <summary>The texts of a template's row, as the mapping reads them.</summary>
internal sealed class TemplateRow(TemplateLayout layout, IReadOnlyList<string> texts) : SourceRow
{
    public override string? this[string column] => Trim(Untouched(column));

    public override string? Untouched(string column)
    {
        var place = layout.PlaceOf(column);
        return place < 0 ? null : texts[place];
    }
}
