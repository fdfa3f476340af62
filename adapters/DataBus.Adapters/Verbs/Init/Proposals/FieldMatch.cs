using DataBus.Adapters.Templates;

namespace DataBus.Adapters.Verbs.Init.Proposals;

/// <summary>A column that goes into a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">The column.</param>
/// <param name="IsSure">True: the names are the same; false: they, or the values, are only alike, and somebody should look.</param>
internal sealed record FieldMatch(TemplateColumn Field, ColumnLook Column, bool IsSure);
