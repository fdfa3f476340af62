namespace DataBus.Hub.Operations.Retention;

/// <summary>
/// When the hub trims its log by itself; from the configuration section <c>Hub:Retention</c>. Off by default: what is trimmed is gone, and how
/// long it must be kept is not for a program to guess.
/// </summary>
internal sealed class RetentionOptions
{
    /// <summary>The log of so many days stays whole; what was superseded before that goes. Default: none, all is kept; 1 to 36,500.</summary>
    public int? Days { get; set; }

    /// <summary>
    /// At most so many megabytes of the log stay whole, but never less than its last hour; what was superseded before them goes. Default:
    /// none; 1 to 1,000,000.
    /// </summary>
    public int? Megabytes { get; set; }

    /// <summary>Whether the hub trims by itself.</summary>
    public bool IsOn => Days is not null || Megabytes is not null;
}
