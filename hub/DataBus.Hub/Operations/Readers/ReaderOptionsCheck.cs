namespace DataBus.Hub.Operations.Readers;

/// <summary>What is wrong with the settings of named readers: the name, the value, and what would be right.</summary>
internal static class ReaderOptionsCheck
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(10);

    public static IEnumerable<string?> Problems(ReaderOptions options) =>
    [
        Span("Hub:Readers:AcknowledgeWithin", options.AcknowledgeWithin, TimeSpan.FromDays(30)),
        Span("Hub:Readers:AbsentAfter", options.AbsentAfter, TimeSpan.FromDays(366)),
    ];

    private static string? Span(string name, TimeSpan value, TimeSpan most) => value >= _least && value <= most
        ? null
        : $"{name} 为“{value}”，应为 {_least} 至 {most}。 {name} is \"{value}\"; it must be {_least} to {most}.";
}
