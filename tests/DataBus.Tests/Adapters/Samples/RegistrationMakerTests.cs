using System.Text.Json;
using DataBus.SampleBureaus.MarketRegulation;
using DataBus.SampleBureaus.Organisations;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Samples;

public sealed class RegistrationMakerTests
{
    private const int Seed = 7;

    private static readonly IReadOnlyList<RegistrationRow> _rows = RegistrationMaker.Make(Seed, OrganisationMaker.Make(Seed));

    [Fact]
    public void Make_SameSeed_GivesSameRows()
    {
        var again = RegistrationMaker.Make(Seed, OrganisationMaker.Make(Seed));

        Assert.Equal(JsonSerializer.Serialize(_rows), JsonSerializer.Serialize(again));
    }

    [Fact]
    public void Make_OtherSeed_GivesOtherRows()
    {
        var other = RegistrationMaker.Make(Seed + 1, OrganisationMaker.Make(Seed + 1));

        Assert.NotEqual(JsonSerializer.Serialize(_rows), JsonSerializer.Serialize(other));
    }

    [Fact]
    public void Make_Codes_HaveTheDeclaredDefects()
    {
        var codes = _rows.Select(row => row.Uniscid ?? "").ToArray();

        Assert.Equal(8, codes.Count(code => CheckDigits.IsRegno(code)));
        Assert.Equal(3, codes.Count(code => CheckDigits.IsUscc(code) && !CheckDigits.HasSoundOrganisationCode(code)));
        Assert.Equal(4, codes.Count(code => CheckDigits.HasUsccShape(code) && !CheckDigits.IsUscc(code)));
        Assert.Equal(6, codes.Count(code => code.Any(char.IsAsciiLetterLower)));
        Assert.Equal(4, codes.Count(code => code.Any(character => character is >= '０' and <= 'Ｚ')));
        Assert.Equal(3, codes.Count(code => code is "无" or "-1" or ""));
        Assert.Equal(2, codes.Where(code => CheckDigits.IsUscc(code)).GroupBy(code => code[8..17]).Count(same => same.Count() == 2));
        Assert.Equal(OrganisationMaker.Count + 2, codes.Length);
    }

    [Fact]
    public void Make_Rows_HaveTheDeclaredDefects()
    {
        Assert.Equal(3, _rows.Count(row => string.IsNullOrWhiteSpace(row.Entname)));
        Assert.Equal(3, _rows.Count(row => row.Regcap.EndsWith("人民币元", StringComparison.Ordinal)));
        Assert.Equal(2, _rows.Count(row => row.RegstateCn == StateTexts.Unknown));
        Assert.Equal(2, _rows.Count(row => string.CompareOrdinal(row.Estdate, row.Apprdate) > 0));
        Assert.InRange(_rows.Count(row => row.Dom.Contains("卫津南路", StringComparison.Ordinal)), 8, 50);
        Assert.InRange(_rows.Count(row => row.Regcap == "N/A"), 100, 180);
    }

    [Fact]
    public void Make_FirstRows_AreSoundForOtherBureaus()
    {
        var known = _rows.Take(OrganisationMaker.KnownToAll).ToArray();

        Assert.All(known, row => Assert.True(CheckDigits.IsUscc(row.Uniscid) && CheckDigits.HasSoundOrganisationCode(row.Uniscid)));
        Assert.Equal(known.Length, known.Select(row => row.Uniscid).Distinct().Count());
    }

    [Fact]
    public void Make_NamesAndPeople_AreClearlyFictional()
    {
        Assert.All(_rows.Where(row => !string.IsNullOrWhiteSpace(row.Entname)), row => Assert.Contains("示例", row.Entname, StringComparison.Ordinal));
        Assert.All(_rows, row => Assert.Matches("示例|样本|虚构|SAMPLE", row.Name));
    }
}
