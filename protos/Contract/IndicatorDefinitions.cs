using System.Text.Json;

namespace DataBus.V1;

/// <summary>The indicators of the plan, JN-01 to JN-22 (津南政发〔2025〕4号); the data are in <c>protos/codes/indicators.json</c>.</summary>
public static class IndicatorDefinitions
{
    /// <summary>All definitions, in code order. The messages are shared: clone before changing one.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } = Read();

    private static IndicatorDefinition[] Read()
    {
        using var stream = EmbeddedData.Open("indicators.json");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(element => IndicatorDefinition.Parser.ParseJson(element.GetRawText()))];
    }
}
