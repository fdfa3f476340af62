using DataBus.V1;

namespace DataBus.Tests.Hub.Rules;

/// <summary>Contents that break no rule, as a start for tests that spoil one thing. Numbers are those of public examples.</summary>
internal static class Sound
{
    public const string Uscc = "91120112712847285B";

    public static Key Enterprise => new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = Uscc };

    public static Registration Registration => new()
    {
        Name = "津南样例科技有限公司",
        Uscc = Uscc,
        Representative = "张**",
        Capital = new Capital { Amount = "50", Unit = "万元", Currency = "CNY", Raw = "50(万元人民币)" },
        EstablishedOn = "2019-03-01",
        ApprovedOn = "2024-02-29",
        State = "ACTIVE",
        StateRaw = "存续（在营、开业、在册）",
        StateHistory = { new StateChange { State = "ACTIVE", Since = "2019-03-01" } },
        Address = "天津市津南区咸水沽镇某路1号",
        IndustrySection = "C",
        IndustryCode = "C3919",
    };

    public static RdDeduction RdDeduction => new()
    {
        TaxYear = "2023",
        FormVersion = "2023",
        ProjectCount = "2",
        Rate = "100",
        RdTotal = "0",
        Deduction = "0",
    };

    public static TierLabel TierLabel => new()
    {
        Code = "T1",
        Certificate = "2025-0001",
        Level = "NATIONAL",
        ValidFrom = "2025-01-01",
        ValidTo = "2025-12-31",
        State = "VALID",
    };

    public static PlatformProfile Platform => new()
    {
        Kind = "enterprise_technology_centre",
        Level = "CITY",
        Name = "样例企业技术中心",
        HostUscc = Uscc,
        HostName = "津南样例科技有限公司",
        RecognisedOn = "2023-06-01",
        State = "RECOGNISED",
    };

    public static Publication Publication => new()
    {
        DocumentNumber = "CN107293749B",
        ApplicationNumber = "2017106018623",
        Title = "一种样例装置",
        Kind = "B",
        FiledOn = "2017-07-21",
        PublishedOn = "2019-07-12",
        Patentees = { "津南样例科技有限公司", "李**" },
        Inventors = { "李**", "欧阳**" },
        Ipc = { "A61B17/50(2006.01)I" },
    };

    public static Licence Licence => new()
    {
        FilingNumber = "X2025120000001",
        Licensor = "样例大学",
        Licensee = "津南样例科技有限公司",
        LicenseeUscc = Uscc,
        Kind = CodeTables.Find("licence_kind")!.Entries[0].Code,
        FiledOn = "2025-03-01",
        EffectiveOn = "2025-01-15",
        TermFrom = "2025-01-15",
        TermTo = "2028-01-14",
        PatentNumbers = { "CN107293749B" },
        State = CodeTables.Find("licence_state")!.Entries[0].Code,
    };

    public static Change Of(Registration content) => new() { Key = Enterprise, Registration = content };

    public static Change Of(RdDeduction content) => new() { Key = Enterprise, RdDeduction = content };

    public static Change Of(TierLabel content) => new() { Key = Enterprise, TierLabel = content };

    public static Change Of(PlatformProfile content) =>
        new() { Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = "science.platforms:1" }, PlatformProfile = content };

    public static Change Of(Publication content) =>
        new() { Key = new Key { Kind = Kind.Achievement, Scheme = "patent", Value = "CN107293749" }, Publication = content };

    public static Change Of(Licence content) =>
        new() { Key = new Key { Kind = Kind.Achievement, Scheme = "patent", Value = "CN107293749" }, Licence = content };

    public static Change Of(Observation content) =>
        new() { Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = "JN-12" }, Observation = content };

    public static Change Of(Figure content) =>
        new() { Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = "JN-12" }, Figure = content };
}
