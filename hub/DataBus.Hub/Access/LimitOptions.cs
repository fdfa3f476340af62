namespace DataBus.Hub.Access;

/// <summary>How much one caller may ask for, from the configuration section <c>Hub:Limits</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>Calls a second of one caller, in the long run. Default: 1,000; 1 to 1,000,000.</summary>
    public int CallsPerSecond { get; set; } = 1_000;

    /// <summary>Calls of one caller at once, before the rate counts. Default: 5,000; 1 to 1,000,000.</summary>
    public int Burst { get; set; } = 5_000;

    /// <summary>Open streams of one caller. Default: 200; 1 to 100,000.</summary>
    public int Streams { get; set; } = 200;

    /// <summary>Open connections of all callers. Default: 5,000; 10 to 1,000,000.</summary>
    public int Connections { get; set; } = 5_000;

    /// <summary>What is wrong with the settings: the name, the value, and what would be right.</summary>
    public IEnumerable<string?> Problems() =>
    [
        Problem("Hub:Limits:CallsPerSecond", CallsPerSecond, 1, 1_000_000),
        Problem("Hub:Limits:Burst", Burst, 1, 1_000_000),
        Problem("Hub:Limits:Streams", Streams, 1, 100_000),
        Problem("Hub:Limits:Connections", Connections, 10, 1_000_000),
    ];

    private static string? Problem(string name, int value, int least, int most) => value >= least && value <= most
        ? null
        : $"{name} 为 {value}，应为 {least} 至 {most}。 {name} is {value}; it must be {least} to {most}.";
}
