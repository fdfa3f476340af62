namespace DataBus.Hub;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">Where, as a field path of the request: for programs.</param>
/// <param name="Zh">What is wrong and what would be right, in Chinese.</param>
/// <param name="En">The same in English.</param>
internal sealed record RequestFlaw(string Field, string Zh, string En)
{
    /// <summary>Where, as people wrote it.</summary>
    public string Shown { get; init; } = Field;
}
