using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>Which codes a condition may ask for: those of the field's code table as it stands now.</summary>
/// <param name="tables">What operators have set.</param>
internal sealed class KnownCodes(HubTables tables)
{
    private const int Shown = 20;

    /// <summary>What the contract ships.</summary>
    public static KnownCodes OfTheContract { get; } = new(new HubTables());

    /// <summary>Says that a text is no code of a field; null if it is one, or if others may stand there.</summary>
    /// <param name="facet">The facet kind.</param>
    /// <param name="path">Path of the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="text">What is asked for.</param>
    public Said? Wrong(FacetKind facet, string path, FieldDescriptor field, string text)
    {
        var spec = field.GetOptions()?.GetExtension(OptionsExtensions.Field);
        if (spec is not { CodeTable.Length: > 0 } || CodeTables.Find(spec.CodeTable) is not { } table || MayStand($"{facet.Name}.{path}", spec))
            return null;
        string[] codes = [.. table.Entries.Select(static entry => entry.Code), .. tables.Codes.Where(code => code.Table == table.Name).Select(static code => code.Code)];
        if (codes.Contains(text, StringComparer.Ordinal))
            return null;
        var shown = string.Join(", ", codes.Take(Shown)) + (codes.Length > Shown ? ", …" : "");
        return new Said(
            $"代码表 {table.Name} 中没有“{text}”，有：{shown}。全部：databus code list {table.Name}",
            $"The code table {table.Name} has no \"{text}\"; there are: {shown}. All: databus code list {table.Name}");
    }

    // Where an unknown code is a warning only, what was accepted may have one.
    private bool MayStand(string field, FieldSpec spec) => spec.Warn.Contains("code") || tables.Severities.Any(set => set.Rule == $"{field}.code");

    /// <summary>A sentence in both languages.</summary>
    internal sealed record Said(string Zh, string En);
}
