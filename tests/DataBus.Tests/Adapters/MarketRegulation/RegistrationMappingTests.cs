using System.Text.Json;
using DataBus.Adapters;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.MarketRegulation;
using DataBus.SampleBureaus.MarketRegulation;
using DataBus.SampleBureaus.Organisations;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.V1;

namespace DataBus.Tests.Adapters.MarketRegulation;

public sealed class RegistrationMappingTests
{
    private static readonly BureauMapping _mapping = new(
        Repository.Path("adapters", "DataBus.Adapters.MarketRegulation", "adapter.yaml"),
        "market-regulation.registrations",
        new AdapterSetup().AddRowMapper<RegistrationMapper>());

    [Theory]
    [InlineData("50(万元人民币)", "50", "万元", "CNY")]
    [InlineData("100万人民币", "100", "万元", "CNY")]
    [InlineData("100万元人民币", "100", "万元", "CNY")]
    [InlineData("12,491(万元人民币)", "12491", "万元", "CNY")]
    [InlineData("50(万美元)", "50", "万元", "USD")]
    [InlineData("50(万港币)", "50", "万元", "HKD")]
    [InlineData("50(万日元)", "50", "万元", "JPY")]
    [InlineData("50(万欧元)", "50", "万元", "EUR")]
    [InlineData("50(万德国马克)", "50", "万元", "DEM")]
    [InlineData("50(万英镑)", "50", "万元", "GBP")]
    [InlineData("0(万元)", "0", "万元", "")]
    [InlineData("(万元)", "", "万元", "")]
    [InlineData("13万人民币元", "13", "万元", "CNY")]
    [InlineData("18.2人民币元", "18.2", "元", "CNY")]
    [InlineData("N/A", "", "", "")]
    [InlineData("-", "", "", "")]
    public void Map_Capital_IsTakenApartAndNeverMultiplied(string text, string amount, string unit, string currency)
    {
        var item = Map(("regcap", text));

        var capital = item.Item.Change.Registration.Capital;
        Assert.Equal((amount, unit, currency, text), (capital.Amount, capital.Unit, capital.Currency, capital.Raw));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Fact]
    public void Map_CapitalInYuanBelowTenThousand_Warns()
    {
        var item = Map(("regcap", "50人民币元"));

        Assert.Contains("enterprise.registration.capital.amount.unit", BureauMapping.Warnings(item));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Theory]
    [InlineData("存续（在营、开业、在册）", "ACTIVE")]
    [InlineData("存续(在营、开业、在册)", "ACTIVE")]
    [InlineData("在业", "ACTIVE")]
    [InlineData("在营（开业）", "ACTIVE")]
    [InlineData("开业", "ACTIVE")]
    [InlineData("正常", "ACTIVE")]
    [InlineData("登记成立", "ACTIVE")]
    [InlineData("筹建", "PREPARING")]
    [InlineData("歇业", "DORMANT")]
    [InlineData("停业", "WINDING_UP")]
    [InlineData("清算", "WINDING_UP")]
    [InlineData("迁出", "MOVED_OUT")]
    [InlineData("迁移异地", "MOVED_OUT")]
    [InlineData("吊销，未注销", "REVOKED")]
    [InlineData("吊销未注销", "REVOKED")]
    [InlineData("吊销已注销", "DEREGISTERED")]
    [InlineData("注销", "DEREGISTERED")]
    [InlineData("撤销", "ANNULLED")]
    [InlineData("撤销登记", "ANNULLED")]
    [InlineData("责令关闭", "CLOSED_BY_ORDER")]
    [InlineData("个体转企业", "CONVERTED")]
    public void Map_State_GetsItsCode(string text, string code)
    {
        var item = Map(("regstate_cn", text));

        Assert.Equal((code, text), (item.Item.Change.Registration.State, item.Item.Change.Registration.StateRaw));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Fact]
    public void Map_UnknownState_IsHeldWithItsText()
    {
        var item = Map(("regstate_cn", "系统迁移中"));

        Assert.Equal("系统迁移中", item.Item.Change.Registration.State);
        Assert.Equal(["enterprise.registration.state.code"], BureauMapping.Errors(item));
    }

    [Theory]
    [InlineData("91120112712847285B", "uscc", "91120112712847285B", false)]
    [InlineData("91120112712847285b", "uscc", "91120112712847285B", true)]
    [InlineData("９１１２０１１２７１２８４７２８５Ｂ ", "uscc", "91120112712847285B", true)]
    [InlineData("320404000005886", "regno", "320404000005886", false)]
    public void Map_Number_BecomesTheKeyUnchanged(string written, string scheme, string value, bool normalized)
    {
        var item = Map(("uniscid", written));

        Assert.Equal((scheme, value), (item.Item.Change.Key.Scheme, item.Item.Change.Key.Value));
        Assert.Equal(normalized, BureauMapping.Warnings(item).Contains("market_regulation.normalized"));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Theory]
    [InlineData("91522625QWER12345E")]
    [InlineData("91510105792171499Y")]
    [InlineData("91350211M00013FA1N")]
    [InlineData("企合苏总字第000号")]
    public void Map_WrongNumber_IsHeldByItsKey(string written)
    {
        var errors = BureauMapping.Errors(Map(("uniscid", written)));

        Assert.Contains(errors, rule => rule.StartsWith("key.value.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("无")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(null)]
    public void Map_NoNumber_IsUnkeyed(string? written)
    {
        var item = Map(("uniscid", written));

        Assert.Null(item.Item.Change);
        Assert.Equal(["kit.key"], BureauMapping.Errors(item));
    }

    [Fact]
    public void Map_OnlyOrganisationCodeWrong_Warns()
    {
        var item = Map(("uniscid", "91420100685445150P"));

        Assert.Contains("enterprise.registration.uscc.org_check_digit", BureauMapping.Warnings(item));
        Assert.Empty(BureauMapping.Errors(item));
    }

    [Fact]
    public void Map_IndividualBusiness_KeepsNoHouseNumberAndHasAnOperator()
    {
        var content = Map(("enttype_cn", "个体工商户"), ("dom", "天津市津南区小站镇示例路12号")).Item.Change.Registration;

        Assert.Equal(("天津市津南区小站镇示例路", "OPERATOR", "小站镇"), (content.Address, content.RepresentativeRole, content.Town));
    }

    [Fact]
    public void Map_WholeRegister_HoldsTheDeclaredDefectsAndNothingElse()
    {
        var items = Register().Select(_mapping.Map).ToList();

        var errors = items.SelectMany(BureauMapping.Errors).CountBy(rule => rule).ToDictionary();
        Assert.Equal(
            new SortedDictionary<string, int>
            {
                ["enterprise.registration.approved_on.order"] = 2,
                ["enterprise.registration.name.required"] = 3,
                ["enterprise.registration.state.code"] = 2,
                ["kit.key"] = 3,
                ["key.value.check_digit"] = 4,
                ["key.value.format"] = 1,
            },
            new SortedDictionary<string, int>(errors.Where(error => !error.Key.Contains(".uscc.", StringComparison.Ordinal)).ToDictionary()));
        Assert.Equal(10, items.Count(item => BureauMapping.Warnings(item).Contains("market_regulation.normalized")));
    }

    [Fact]
    public void Map_WholeRegister_LetsNoPlainNameOut()
    {
        var sent = string.Join('\n', Register().Select(_mapping.Map).Select(item => item.Item.ToString() + item.Item.Raw.ToStringUtf8()));

        foreach (var name in Register().Select(row => row["name"]!))
            Assert.DoesNotContain(name, sent, StringComparison.Ordinal);
        Assert.Contains("欧阳**", sent, StringComparison.Ordinal);
        Assert.DoesNotMatch("(张|王|李|赵|刘|陈|杨|黄|欧阳|司徒|诸葛|上官)(示例|样本|虚构)", sent);
    }

    [Fact]
    public void Map_History_IsReadInOrder()
    {
        var content = Map(
            ("regstate_cn", "注销"),
            ("states", """[{"state":"开业","since":"2010-01-02","basis":"设立登记"},{"state":"注销","since":"2020-03-04","basis":null}]"""),
            ("alterations", """[{"item":"法定代表人变更","before":"张示例、天津示例有限公司","after":"欧阳样本","date":"2015-06-07"}]"""))
            .Item.Change.Registration;

        Assert.Equal(["ACTIVE", "DEREGISTERED"], content.StateHistory.Select(period => period.State));
        Assert.Equal("2020-03-04", content.StateSince);
        Assert.Equal(("张**;天津示例有限公司", "欧阳**"), (content.Changes[0].Before, content.Changes[0].After));
    }

    private static MappedItem Map(params (string Column, string? Text)[] changed)
    {
        var row = new Dictionary<string, string?>
        {
            ["id"] = "1",
            ["uniscid"] = "91120112712847285B",
            ["entname"] = "津南示例科技有限公司",
            ["enttype_cn"] = "有限责任公司",
            ["name"] = "张示例",
            ["regcap"] = "50(万元人民币)",
            ["estdate"] = "2010-01-02",
            ["apprdate"] = "2020-03-04",
            ["regstate_cn"] = "存续",
            ["dom"] = "天津市津南区小站镇示例路12号",
            ["opto"] = "长期",
            ["industry"] = "C3919",
        };
        foreach (var (column, text) in changed)
            row[column] = text;
        return _mapping.Map(row);
    }

    /// <summary>The sample register as the query gives it.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, string?>> Register() => RegistrationMaker.Make(7, OrganisationMaker.Make(7)).Select(row =>
    {
        using var document = JsonSerializer.SerializeToDocument(row);
        var columns = document.RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Number)
            .ToDictionary(
                property => ColumnOf(property.Name),
                property => property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.ToString());
        columns["states"] = JsonSerializer.Serialize(
            row.States.Select(period => new { state = period.State, since = period.Since, basis = period.Basis }));
        columns["alterations"] = JsonSerializer.Serialize(
            row.Alterations.Select(change => new { item = change.Item, before = change.Before, after = change.After, date = change.Date }));
        return (IReadOnlyDictionary<string, string?>)columns;
    });

    private static string ColumnOf(string property) => property switch
    {
        "EnttypeCn" => "enttype_cn",
        "RegorgCn" => "regorg_cn",
        "RegstateCn" => "regstate_cn",
        var other => other.ToLowerInvariant(),
    };
}
