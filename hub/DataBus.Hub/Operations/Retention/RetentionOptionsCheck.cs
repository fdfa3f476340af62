namespace DataBus.Hub.Operations.Retention;

/// <summary>Says what is wrong with the settings of retention.</summary>
internal static class RetentionOptionsCheck
{
    private const int MaxDays = 36_500;
    private const int MaxMegabytes = 1_000_000;

    public static IEnumerable<string?> Problems(RetentionOptions options) =>
    [
        Check("Hub:Retention:Days", options.Days, MaxDays),
        Check("Hub:Retention:Megabytes", options.Megabytes, MaxMegabytes),
    ];

    private static string? Check(string name, int? value, int max) => value is null || (value >= 1 && value <= max)
        ? null
        : $"{name} 为 {value}，应为 1 至 {max}，或不设（全部保留）。 {name} is {value}; it must be 1 to {max}, or not be set (all is kept).";
}
