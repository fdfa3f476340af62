namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>What a number format makes of a number.</summary>
internal enum NumberStyle
{
    /// <summary>A number.</summary>
    Plain,

    /// <summary>A day, perhaps with a time.</summary>
    Date,

    /// <summary>A percentage.</summary>
    Percent,
}
