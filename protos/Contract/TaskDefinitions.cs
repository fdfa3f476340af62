using System.Text.Json;

namespace DataBus.V1;

/// <summary>The 21 tasks of the plan, T-01 to T-21 (津南政发〔2025〕4号); the data are in <c>protos/codes/tasks.json</c>.</summary>
public static class TaskDefinitions
{
    /// <summary>All definitions, in code order. The messages are shared: clone before changing one.</summary>
    public static IReadOnlyList<TaskDefinition> All { get; } = Read();

    private static TaskDefinition[] Read()
    {
        using var stream = EmbeddedData.Open("tasks.json");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(element => TaskDefinition.Parser.ParseJson(element.GetRawText()))];
    }
}
