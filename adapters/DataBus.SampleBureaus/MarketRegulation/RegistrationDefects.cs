using DataBus.SampleBureaus.Organisations;
using DataBus.V1;

namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>Which registrations are spoilt, and how. Counts are fixed: figures and tests rest on them.</summary>
internal static class RegistrationDefects
{
    public static readonly IReadOnlyDictionary<RegistrationDefect, int> Counts = new Dictionary<RegistrationDefect, int>
    {
        [RegistrationDefect.WrongCheckCharacter] = 4,
        [RegistrationDefect.WrongOrgCheckDigit] = 3,
        [RegistrationDefect.ForbiddenLetter] = 1,
        [RegistrationDefect.LowerCase] = 6,
        [RegistrationDefect.FullWidth] = 4,
        [RegistrationDefect.OldNumber] = 8,
        [RegistrationDefect.NoCode] = 3,
        [RegistrationDefect.MissingName] = 3,
        [RegistrationDefect.CapitalInYuan] = 3,
        [RegistrationDefect.UnknownState] = 2,
        [RegistrationDefect.DatesReversed] = 2,
        [RegistrationDefect.TwinCode] = 2,
    };

    /// <summary>Index and defect of each row to spoil, and the rows that get a twin; none among those known to all.</summary>
    public static (IReadOnlyList<(int Index, RegistrationDefect Defect)> Spoilt, IReadOnlyList<int> Twins) Plan(Random random)
    {
        var indexes = random.Distinct(OrganisationMaker.KnownToAll, OrganisationMaker.Count, Counts.Values.Sum());
        var plan = indexes.Zip(Counts.SelectMany(count => Enumerable.Repeat(count.Key, count.Value))).ToArray();
        return (
            [.. plan.Where(row => row.Second != RegistrationDefect.TwinCode)],
            [.. plan.Where(row => row.Second == RegistrationDefect.TwinCode).Select(row => row.First)]);
    }

    public static RegistrationRow Spoil(Random random, RegistrationRow row, RegistrationDefect defect) => defect switch
    {
        RegistrationDefect.WrongCheckCharacter => row with { Uniscid = CodeMaker.WithWrongCheck(row.Uniscid!) },
        RegistrationDefect.WrongOrgCheckDigit => row with { Uniscid = WrongOrgCheck(row.Uniscid!) },
        RegistrationDefect.ForbiddenLetter => row with { Uniscid = row.Uniscid![..8] + "SO" + row.Uniscid[10..] },
        RegistrationDefect.LowerCase => row with { Uniscid = row.Uniscid!.ToLowerInvariant() },
        RegistrationDefect.FullWidth => row with { Uniscid = FullWidth(row.Uniscid!) + " " },
        RegistrationDefect.OldNumber => row with { Uniscid = CodeMaker.RegistrationNumber(row.Id) },
        RegistrationDefect.NoCode => row with { Uniscid = random.Pick(["无", "-1", ""]) },
        RegistrationDefect.MissingName => row with { Entname = random.Pick([null, "", "　"]) },
        RegistrationDefect.CapitalInYuan => row with { Regcap = CapitalTexts.InYuan(random) },
        RegistrationDefect.UnknownState => row with { RegstateCn = StateTexts.Unknown },
        RegistrationDefect.DatesReversed => row with { Estdate = "2025-06-30", Apprdate = "2024-06-30" },
        _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, "A twin is a further row; it spoils none."),
    };

    /// <summary>The same entity again, under a code that another office issued: digits 9 to 17 and the name are equal.</summary>
    public static RegistrationRow Twin(RegistrationRow row, int id)
    {
        var other = row.Uniscid![2..8] == "120116" ? "120112" : "120116";
        return row with { Id = id, Uniscid = CodeMaker.Uscc(row.Uniscid[..2], other, row.Uniscid[8..16]), Regorg = other, RegorgCn = "天津市示例登记机关" };
    }

    private static string WrongOrgCheck(string uscc)
    {
        var wrong = uscc[16] == 'X' ? '0' : 'X';
        var first17 = uscc[..16] + wrong;
        return first17 + CheckDigits.Uscc(first17);
    }

    private static string FullWidth(string text) => string.Concat(text.Select(character => (char)(character + 0xFEE0)));
}
