namespace DataBus.Hub.Rules;

/// <summary>The rules that no single field can declare, a class each.</summary>
internal static class SpanningRules
{
    public static IReadOnlyList<ISpanningRule> All { get; } = [];
}
