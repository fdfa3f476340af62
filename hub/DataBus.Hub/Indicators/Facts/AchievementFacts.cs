using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>Makes facts of the facets of achievements.</summary>
internal static class AchievementFacts
{
    private const string Jinnan = "120112";
    private const string Uscc = "uscc";

    public static ContractFact Of(TechnicalContract contract) => new(
        contract.RegistrationNumber,
        contract.ReplacesNumber,
        contract.State == "CANCELLED",
        contract.SellerDistrict == Jinnan,
        CivilDay.From(contract.RegisteredOn),
        contract is { AmountPending: false, TotalAmount.Length: > 0 } ? decimal.Parse(contract.TotalAmount, CultureInfo.InvariantCulture) : null);

    public static AgreementFact Of(ConversionAgreement agreement) => new(
        Organisation(agreement.SupplierUscc),
        Organisation(agreement.ReceiverUscc),
        CivilDay.From(agreement.SignedOn),
        agreement.State == "TERMINATED");

    private static Key Organisation(string uscc) => new() { Kind = Kind.Enterprise, Scheme = Uscc, Value = uscc };
}
