using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Tax;

/// <summary>One return of form A107012 (2023 version, 52 lines): a taxpayer's R&amp;D super-deduction of one year.</summary>
/// <param name="Taxpayer">Who files; the taxpayer number is the credit code.</param>
/// <param name="Year">Tax year.</param>
/// <param name="Lines">Amounts by line number; index 0 is unused, line 1 is a count, line 50 a percentage, the others yuan.</param>
/// <param name="Filed">Day of filing.</param>
internal sealed record DeductionReturn(Organisation Taxpayer, int Year, decimal[] Lines, DateOnly Filed);
