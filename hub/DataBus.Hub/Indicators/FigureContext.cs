namespace DataBus.Hub.Indicators;

/// <summary>The inputs as formulas see them: counted, as of one day.</summary>
internal sealed record FigureContext(string Day, LabelTally Labels, PlatformTally Platforms, ReportedValues Reported);
