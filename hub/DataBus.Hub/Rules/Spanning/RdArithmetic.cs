using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The arithmetic of A107012《研发费用加计扣除优惠明细表》, by the line numbers of the 2023 form.</summary>
/// <remarks>Messages name lines, never amounts: taxpayers' figures are closed.</remarks>
internal sealed class RdArithmetic() : SpanningRule<RdDeduction>([.. _equations.Select(equation => equation.Rule)])
{
    /// <summary>Share of outsourced costs that counts (财税〔2015〕119号, 财税〔2018〕64号).</summary>
    private const decimal OutsourcedShare = 0.8m;

    /// <summary>From this year other costs have one limit over all projects (2021年28号); before, one a project: the form does not show it.</summary>
    private const int OneLimitFrom = 2021;

    /// <summary>From this year costs outsourced to overseas organisations count (财税〔2018〕64号).</summary>
    private const int OverseasFrom = 2018;

    /// <summary>In this year the last quarter had another rate than the first three: line 50 alone does not give line 51.</summary>
    private const int TwoRatesIn = 2022;

    private static readonly RdEquation[] _equations =
    [
        Equation("own_total", "行2", "行3+7+16+19+23+34", lines => lines.OwnTotal, lines => lines.FirstFive + lines.OtherAllowed),
        Equation("personnel", "行3", "行4+5+6", lines => lines.Personnel, lines => lines.Details(content =>
            [content.PersonnelWages, content.PersonnelInsurance, content.PersonnelExternal])),
        Equation("direct_input", "行7", "行8+…+15", lines => lines.DirectInput, lines => lines.Details(content =>
            [content.DirectMaterial, content.DirectFuel, content.DirectPower, content.DirectMould, content.DirectSample,
                content.DirectInspection, content.DirectMaintenance, content.DirectLease])),
        Equation("depreciation", "行16", "行17+18", lines => lines.Depreciation, lines => lines.Details(content =>
            [content.DepreciationInstruments, content.DepreciationEquipment])),
        Equation("amortization", "行19", "行20+21+22", lines => lines.Amortization, lines => lines.Details(content =>
            [content.AmortizationSoftware, content.AmortizationPatents, content.AmortizationKnowHow])),
        Equation("design", "行23", "行24+25+26+27", lines => lines.Design, lines => lines.Details(content =>
            [content.DesignProduct, content.DesignProcess, content.DesignClinicalTrial, content.DesignFieldTrial])),
        Equation("other_actual", "行28", "行29+…+33", lines => lines.OtherActual, lines => lines.Details(content =>
            [content.OtherLiterature, content.OtherReview, content.OtherIntellectualProperty, content.OtherWelfare, content.OtherTravel])),
        Equation("other_allowed", "行34", "min(行28，(行3+7+16+19+23)×10%÷(1−10%))，2021 年起", lines => lines.OtherAllowed,
            lines => lines.Year >= OneLimitFrom ? Smaller(lines.OtherActual, lines.FirstFive * 10 / 90) : null),
        Equation("outsourced", "行35", "行36+37+39", lines => lines.Outsourced,
            lines => lines.OutsourcedDomestic + lines.OutsourcedOverseas + lines.OutsourcedOverseasIndividual),
        Equation("overseas_allowed", "行38", "min(行37×80%，(行2+行36×80%)×2/3)，2018 年起", lines => lines.OverseasAllowed,
            lines => lines.Year >= OverseasFrom
                ? Smaller(lines.OutsourcedOverseas * OutsourcedShare, (lines.OwnTotal + lines.OutsourcedDomestic * OutsourcedShare) * 2 / 3)
                : null),
        Equation("rd_total", "行40", "行2+行36×80%+行38", lines => lines.RdTotal,
            lines => lines.OwnTotal + lines.OutsourcedDomestic * OutsourcedShare + lines.OverseasAllowed),
        // Not confirmed by a published formula, therefore a warning.
        Equation("expensed", "行41+42", "行40", lines => lines.Expensed + lines.Capitalised, lines => lines.RdTotal, Severity.Warning),
        Equation("deductible_total", "行45", "行41+43+44", lines => lines.DeductibleTotal,
            lines => lines.Expensed + lines.AmortisedCurrent + lines.AmortisedEarlier),
        Equation("after_special_income", "行47", "行45−46", lines => lines.AfterSpecialIncome,
            lines => lines.DeductibleTotal - lines.SpecialIncome),
        Equation("deduction", "行51", "max(0，行47−48−49)×行50，2022 年除外", lines => lines.Deduction,
            lines => lines.Year != TwoRatesIn ? NotNegative(lines.Remaining) * lines.Rate / 100 : null),
        Equation("carried_forward", "行52", "max(0，−(行47−48−49))", lines => lines.CarriedForward, lines => NotNegative(-lines.Remaining)),
    ];

    protected override void Check(RdDeduction content, Key? key, Findings findings)
    {
        var lines = new RdLines(content);
        foreach (var equation in _equations)
        {
            if (equation.IsBrokenBy(lines))
                findings.AddAt(equation.Field, equation.Rule);
        }
    }

    private static RdEquation Equation(
        string field, string line, string formula, Func<RdLines, decimal?> filed, Func<RdLines, decimal?> expected,
        Severity severity = Severity.Error) => new(
        field,
        new Rule($"enterprise.rd_deduction.{field}.equation", 1, severity,
            $"A107012 {line}应等于{formula}（允许差 0.01 元）。",
            $"A107012: {line} must equal {formula} (lines by number; 0.01 yuan are tolerated)."),
        filed,
        expected);

    private static decimal? Smaller(decimal? one, decimal? other) => one is null || other is null ? null : Math.Min(one.Value, other.Value);

    private static decimal? NotNegative(decimal? amount) => amount is null ? null : Math.Max(0, amount.Value);
}
