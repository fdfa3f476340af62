namespace DataBus.Hub.Operations.Readers;

/// <summary>When a named reader is an alarm; from the configuration section <c>Hub:Readers</c>.</summary>
internal sealed class ReaderOptions
{
    /// <summary>
    /// A reader that is connected, has work waiting and has acknowledged nothing for so long is an alarm. Default: 15 min; 10 s to 30 days.
    /// </summary>
    public TimeSpan AcknowledgeWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A reader that has not been connected for so long is an alarm. Default: 1 day; 10 s to 366 days.</summary>
    public TimeSpan AbsentAfter { get; set; } = TimeSpan.FromDays(1);
}
