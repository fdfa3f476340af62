namespace DataBus.Hub.Indicators.Facts;

/// <summary>That a taxpayer filed a deduction; nothing of what stands in it.</summary>
/// <param name="TaxYear">For which year.</param>
internal sealed record DeductionFact(int TaxYear) : Fact;
