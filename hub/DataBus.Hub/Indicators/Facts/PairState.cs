namespace DataBus.Hub.Indicators.Facts;

/// <summary>What is said about two keys.</summary>
internal sealed class PairState
{
    /// <summary>How many live contents state that they are one thing.</summary>
    public int Stated { get; set; }

    /// <summary>An operator's newest word; null if there is none.</summary>
    public bool? Word { get; set; }

    public bool IsJoined => Word ?? Stated > 0;
}
