using DataBus.Hub.Indicators;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

/// <summary>Contents that figures rest on, sound by all rules, and the figures that they give.</summary>
internal static class Given
{
    public const string Sme = "91120112712847285B";

    public static string University { get; } = Uscc("12120000", "40135919");

    /// <summary>A sound code of the district for a number.</summary>
    public static string Uscc(int number) => Uscc("91120112", $"{20_000_000 + number}");

    public static Figure FigureOf(string code, DateOnly day, params IEnumerable<Change> changes)
    {
        var calculator = new FigureCalculator();
        var book = new FactBook(calculator.Measures, day);
        foreach (var change in changes)
            book.Apply(change);
        _ = book.Settle(day);
        return calculator.Calculate(book, 7).Single(change => change.Key.Value == code).Figure;
    }

    public static Key Enterprise(string number) =>
        new() { Kind = Kind.Enterprise, Scheme = number.Length == 15 ? "regno" : "uscc", Value = number };

    /// <summary>A sound old registration number.</summary>
    public static string Regno(int number)
    {
        var body = $"12011200{number:000000}";
        return body + CheckDigits.Regno(body);
    }

    /// <summary>A registration that states the old number of its enterprise, too.</summary>
    public static Change Registration(string uscc, string regno)
    {
        var registration = Sound.Registration;
        (registration.Uscc, registration.Regno) = (uscc, regno);
        return new Change { Key = Enterprise(uscc), Registration = registration };
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
            SupplierName = "样例大学",
            SupplierUscc = University,
            ReceiverName = "津南样例科技有限公司",
            ReceiverUscc = Sme,
            SignedOn = signedOn,
            FreeFrom = signedOn,
            FreeTo = "2028-12-31",
            Triggers = { CodeTables.Find("payment_trigger")!.Entries[0].Code },
            State = state,
            TerminatedOn = state == "TERMINATED" ? "2028-01-01" : "",
        },
    };

    public static Change Contract(
        string number, string registeredOn, string? amount, string state = "REGISTERED", string replaces = "", string district = "120112")
    {
        var contract = new TechnicalContract
        {
            RegistrationNumber = number,
            Name = "样例技术开发合同",
            Kind = "development",
            SellerName = "样例大学",
            BuyerName = "津南样例科技有限公司",
            SignedOn = "2024-01-01",
            RegisteredOn = registeredOn,
            State = state,
            CancelledOn = state == "CANCELLED" ? "2027-01-01" : "",
            ReplacesNumber = replaces,
            SellerDistrict = district,
            AmountPending = amount is null,
        };
        if (amount is not null)
            (contract.TotalAmount, contract.TechnologyAmount) = (amount, amount);
        return new Change { Key = Achievement("contract", $"天津市技术市场:{number}"), TechnicalContract = contract };
    }

    public static Change Residency(string uscc, string state, string registeredOn, string movedInOn = "", string park = "tiankai_jinnan") => new()
    {
        Key = Enterprise(uscc),
        ParkResidency = new ParkResidency
        {
            Park = park,
            State = state,
            RegisteredOn = registeredOn,
            MovedInOn = movedInOn,
            MovedOutOn = state == "LEFT" ? "2027-01-01" : "",
            IsTechnology = state == "RESIDENT",
        },
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

    public static Change Deduction(string uscc, string year)
    {
        var deduction = Sound.RdDeduction;
        deduction.TaxYear = year;
        return new Change { Key = Enterprise(uscc), RdDeduction = deduction };
    }

    public static Change Reported(string code, string period, string value) => new()
    {
        Key = PlanKeys.OfCode(code),
        Observation = new Observation { Period = period, Reporter = "区科技局", Value = value, AsOf = "2025-12-31" },
    };

    private static string Uscc(string head, string organisation)
    {
        var body = $"{head}{organisation}{CheckDigits.OrganisationCode(organisation)}";
        return body + CheckDigits.Uscc(body);
    }

    private static Key Achievement(string scheme, string value) => new() { Kind = Kind.Achievement, Scheme = scheme, Value = value };
}
