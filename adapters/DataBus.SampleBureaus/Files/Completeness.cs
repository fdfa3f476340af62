namespace DataBus.SampleBureaus.Files;

/// <summary>How a file proves that nothing of it is missing.</summary>
internal enum Completeness
{
    /// <summary>A last line with the count of rows.</summary>
    Trailer,

    /// <summary>A manifest file beside it with the count of rows.</summary>
    Manifest,
}
