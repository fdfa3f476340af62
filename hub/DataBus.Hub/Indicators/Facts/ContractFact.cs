namespace DataBus.Hub.Indicators.Facts;

/// <summary>A registered technical contract.</summary>
/// <param name="Number">Its registration number.</param>
/// <param name="Replaces">The registration number that it was registered anew for; empty if none.</param>
/// <param name="IsCancelled">Whether it was cancelled.</param>
/// <param name="IsSoldHere">Whether its seller is in the district.</param>
/// <param name="RegisteredOn">The day of registration.</param>
/// <param name="TotalAmount">The total in yuan; null while it is pending.</param>
internal sealed record ContractFact(
    string Number, string Replaces, bool IsCancelled, bool IsSoldHere, DateOnly RegisteredOn, decimal? TotalAmount) : Fact
{
    /// <summary>A cancelled one replaces nothing any more.</summary>
    public override string? Mention => IsCancelled || Replaces.Length == 0 || Replaces == Number ? null : MentionOf(Replaces);

    /// <summary>What the contract that replaces the number mentions.</summary>
    public static string MentionOf(string number) => $"contract {number}";
}
