using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What formulas count among achievements.</summary>
internal static class AchievementMeasures
{
    private const string TechnologySme = "T1";

    private static readonly Type[] _parties = [typeof(InstitutionFact), typeof(LabelFact)];
    private static readonly string[] _suppliers = ["UNIVERSITY", "VOCATIONAL", "RESEARCH_INSTITUTE"];

    /// <summary>Total of the contracts sold from the district and registered in a range of days, in yuan.</summary>
    public static Measure ContractsSold(Func<DateOnly, (DateOnly From, DateOnly To)> range) =>
        Measure.Sum<ContractFact>(Kind.Achievement, (contract, counting) => Counts(contract, range, counting) ? contract.TotalAmount ?? 0 : 0);

    /// <summary>How many such contracts have an amount that is still pending.</summary>
    public static Measure ContractsPending(Func<DateOnly, (DateOnly From, DateOnly To)> range) => Measure.Sum<ContractFact>(
        Kind.Achievement, (contract, counting) => contract.TotalAmount is null && Counts(contract, range, counting) ? 1 : 0);

    /// <summary>Agreements in force between a university or institute and a technology SME; its label must be valid on the day of the agreement.</summary>
    public static Measure Agreements() => Measure.Sum<AgreementFact>(
        Kind.Achievement, static (agreement, counting) => Counts(agreement, counting) ? 1 : 0, _parties);

    /// <summary>Achievements with at least one such agreement.</summary>
    public static Measure ConvertedResults() => new(
        Kind.Achievement,
        static (entity, counting) => entity.Of<AgreementFact>().Any(agreement => Counts(agreement, counting)) ? 1 : 0,
        [typeof(AgreementFact), .. _parties]);

    /// <summary>Agreements that were terminated.</summary>
    public static Measure TerminatedAgreements() =>
        Measure.Sum<AgreementFact>(Kind.Achievement, static (agreement, _) => agreement.IsTerminated ? 1 : 0);

    private static bool Counts(ContractFact contract, Func<DateOnly, (DateOnly From, DateOnly To)> range, Counting counting)
    {
        var (from, to) = range(counting.Day);
        return contract is { IsCancelled: false, IsSoldHere: true } && contract.RegisteredOn >= from && contract.RegisteredOn <= to
            && !counting.IsMentioned(ContractFact.MentionOf(contract.Number));
    }

    private static bool Counts(AgreementFact agreement, Counting counting) =>
        !agreement.IsTerminated && agreement.SignedOn <= counting.Day
        && counting.Find(agreement.Supplier) is { } supplier
        && supplier.Any<InstitutionFact>(static (institution, _) => _suppliers.Contains(institution.InstitutionKind), counting.Day)
        && counting.Find(agreement.Receiver) is { } receiver
        && receiver.Any<LabelFact>(static (label, day) => label.Code == TechnologySme && label.IsInForce(day), agreement.SignedOn);
}
