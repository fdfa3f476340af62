using DataBus.Hub.Indicators;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

/// <summary>Contents that figures rest on, and the figures that they give.</summary>
internal static class Given
{
    public const string University = "121200004013591921";
    public const string Sme = "91120112712847285B";

    public static Figure FigureOf(string code, DateOnly day, params IEnumerable<Change> changes)
    {
        var calculator = new FigureCalculator();
        var book = new FactBook(calculator.Measures, day);
        foreach (var change in changes)
            book.Apply(change);
        _ = book.Settle(day);
        return calculator.Calculate(book, 7).Single(change => change.Key.Value == code).Figure;
    }

    public static Change Label(string uscc, string code, string from, string to = "", string state = "VALID") => new()
    {
        Key = Enterprise(uscc),
        TierLabel = new TierLabel { Code = code, Certificate = $"{code}-{from}", ValidFrom = from, ValidTo = to, State = state },
    };

    public static Change Institution(string uscc, string kind = "UNIVERSITY") =>
        new() { Key = Enterprise(uscc), Institution = new Institution { Kind = kind, Name = "样例大学" } };

    public static Change Agreement(string result, string number, string signedOn, string state = "TRIAL") => new()
    {
        Key = Achievement("local", $"science.innovation:{result}"),
        ConversionAgreement = new ConversionAgreement
        {
            AgreementNumber = number,
            SupplierUscc = University,
            ReceiverUscc = Sme,
            SignedOn = signedOn,
            State = state,
        },
    };

    public static Change Contract(
        string number, string registeredOn, string? amount, string state = "REGISTERED", string replaces = "", string district = "120112")
    {
        var contract = new TechnicalContract
        {
            RegistrationNumber = number,
            RegisteredOn = registeredOn,
            State = state,
            ReplacesNumber = replaces,
            SellerDistrict = district,
            AmountPending = amount is null,
        };
        if (amount is not null)
            contract.TotalAmount = amount;
        return new Change { Key = Achievement("contract", $"天津市技术市场:{number}"), TechnicalContract = contract };
    }

    public static Change Residency(string uscc, string state, string registeredOn, string movedInOn = "", string park = "tiankai_jinnan") => new()
    {
        Key = Enterprise(uscc),
        ParkResidency = new ParkResidency { Park = park, State = state, RegisteredOn = registeredOn, MovedInOn = movedInOn, IsTechnology = state == "RESIDENT" },
    };

    public static Change Listing(string uscc, string stage, bool hasPotential = false) => new()
    {
        Key = Enterprise(uscc),
        Listing = new Listing { Board = "STAR", Stage = stage, StageSince = "2026-01-01", HasPotential = hasPotential },
    };

    public static Change Origin(string uscc, string region, string landedOn) =>
        new() { Key = Enterprise(uscc), EnterpriseOrigin = new EnterpriseOrigin { Region = region, LandedOn = landedOn } };

    public static Change Mark(string uscc, string aboveScale, bool isService = false, string since = "", string strengthened = "") => new()
    {
        Key = Enterprise(uscc),
        IndustryMark = new IndustryMark
        {
            DirectoryYear = "2026",
            AboveScale = aboveScale,
            IsTechnologyService = isService,
            AboveScaleSince = since,
            StrengthenedYear = strengthened,
        },
    };

    public static Change Deduction(string uscc, string year) => new() { Key = Enterprise(uscc), RdDeduction = new RdDeduction { TaxYear = year } };

    public static Change Reported(string code, string period, string value) => new()
    {
        Key = PlanKeys.OfCode(code),
        Observation = new Observation { Period = period, Reporter = "区科技局", Value = value, AsOf = "2025-12-31" },
    };

    private static Key Enterprise(string uscc) => new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = uscc };

    private static Key Achievement(string scheme, string value) => new() { Kind = Kind.Achievement, Scheme = scheme, Value = value };
}
