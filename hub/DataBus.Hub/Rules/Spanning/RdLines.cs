using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The lines of one A107012 return as numbers: empty is 0, as on the form; null is a text that is no number.</summary>
internal sealed class RdLines(RdDeduction content)
{
    public int? Year { get; } = RdYear.Of(content);

    public decimal? OwnTotal { get; } = Read(content.OwnTotal);
    public decimal? Personnel { get; } = Read(content.Personnel);
    public decimal? DirectInput { get; } = Read(content.DirectInput);
    public decimal? Depreciation { get; } = Read(content.Depreciation);
    public decimal? Amortization { get; } = Read(content.Amortization);
    public decimal? Design { get; } = Read(content.Design);
    public decimal? OtherActual { get; } = Read(content.OtherActual);
    public decimal? OtherAllowed { get; } = Read(content.OtherAllowed);
    public decimal? Outsourced { get; } = Read(content.Outsourced);
    public decimal? OutsourcedDomestic { get; } = Read(content.OutsourcedDomestic);
    public decimal? OutsourcedOverseas { get; } = Read(content.OutsourcedOverseas);
    public decimal? OutsourcedOverseasIndividual { get; } = Read(content.OutsourcedOverseasIndividual);
    public decimal? OverseasAllowed { get; } = Read(content.OverseasAllowed);
    public decimal? RdTotal { get; } = Read(content.RdTotal);
    public decimal? Expensed { get; } = Read(content.Expensed);
    public decimal? Capitalised { get; } = Read(content.Capitalised);
    public decimal? AmortisedCurrent { get; } = Read(content.AmortisedCurrent);
    public decimal? AmortisedEarlier { get; } = Read(content.AmortisedEarlier);
    public decimal? DeductibleTotal { get; } = Read(content.DeductibleTotal);
    public decimal? SpecialIncome { get; } = Read(content.SpecialIncome);
    public decimal? AfterSpecialIncome { get; } = Read(content.AfterSpecialIncome);
    public decimal? MaterialCurrent { get; } = Read(content.MaterialCurrent);
    public decimal? MaterialCarried { get; } = Read(content.MaterialCarried);
    public decimal? Rate { get; } = Amount.Read(content.Rate);
    public decimal? Deduction { get; } = Read(content.Deduction);
    public decimal? CarriedForward { get; } = Read(content.CarriedForward);

    /// <summary>Lines 3+7+16+19+23: what the limit on other costs is taken of.</summary>
    public decimal? FirstFive => Personnel + DirectInput + Depreciation + Amortization + Design;

    /// <summary>Lines 47−48−49: what is deducted, or carried forward if negative.</summary>
    public decimal? Remaining => AfterSpecialIncome - MaterialCurrent - MaterialCarried;

    /// <summary>Sum of the lines that a subtotal is made of; null if none is filed, since a return may give subtotals alone.</summary>
    public decimal? Details(Func<RdDeduction, string[]> of)
    {
        var details = of(content);
        return details.All(detail => detail.Length == 0) ? null : details.Aggregate((decimal?)0m, (sum, detail) => sum + Read(detail));
    }

    private static decimal? Read(string line) => line.Length == 0 ? 0 : Amount.Read(line);
}
