using DataBus.Adapters;
using DataBus.Adapters.Tax;
using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Bureaus;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Tax;

public sealed class RdDeductionMappingTests : IDisposable
{
    private static readonly BureauMapping _mapping = new(
        Repository.Path("adapters", "DataBus.Adapters.Tax", "adapter.yaml"),
        "tax.rd-deduction",
        new AdapterSetup().AddRowMapper<RdDeductionMapper>());

    private readonly TemporaryFolder _folder = new();

    public RdDeductionMappingTests() => new BureauBooks(new SampleOptions { Directory = _folder.Path, Seed = 7 }).Publish();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Map_EveryLineOfTheForm_LandsInItsField()
    {
        var row = Rows("rd-deduction_FULL_20261118.csv").First().ToDictionary();
        foreach (var column in row.Keys.Where(column => column.Contains('行', StringComparison.Ordinal)))
            row[column] = column[..2].TrimStart('0');

        var content = _mapping.Map(row).Item.Change.RdDeduction;

        var lines = RdDeduction.Descriptor.Fields.InFieldNumberOrder()
            .Where(field => field.FieldNumber is >= 4 and <= 55)
            .Select(field => (string)field.Accessor.GetValue(content));
        Assert.Equal(Enumerable.Range(1, 52).Select(line => line.ToString(System.Globalization.CultureInfo.InvariantCulture)), lines);
    }

    [Theory]
    [InlineData("rd-deduction_FULL_20261118.csv", "utf-8", 520)]
    [InlineData("rd-deduction_FULL_20261119.csv.gz", "gb18030", 519)]
    [InlineData("rd-deduction_FULL_20261120.csv.gz", "utf-8", 519)]
    public void Map_FullFile_HoldsTheFiveSpoiltReturns(string file, string encoding, int rows)
    {
        var items = Rows(file, encoding).Select(_mapping.Map).ToList();

        var held = items.Where(item => BureauMapping.Errors(item).Count > 0).ToList();
        Assert.Equal(rows, items.Count);
        Assert.Equal(5, held.Count);
        Assert.All(items, item => Assert.Null(KeyRules.Check(item.Item.Change.Key)));
        Assert.All(held, item => Assert.All(item.Item.Violations, violation => Assert.Empty(violation.Value)));
    }

    [Fact]
    public void Map_SpoiltReturns_AreHeldByTheRuleOfTheirMistake()
    {
        var errors = Rows("rd-deduction_FULL_20261118.csv").Select(_mapping.Map).SelectMany(BureauMapping.Errors).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "enterprise.rd_deduction.own_total.equation",
                "enterprise.rd_deduction.other_allowed.equation",
                "enterprise.rd_deduction.rate.tax_year",
                "enterprise.rd_deduction.deduction.equation",
                "enterprise.rd_deduction.direct_material.min",
            },
            errors);
    }

    [Fact]
    public void Map_Changes_HoldsTheWrongOne()
    {
        var items = Rows("rd-deduction_CHANGES_20261121.csv", "gb18030").Select(_mapping.Map).ToList();

        Assert.Equal(13, items.Count);
        Assert.Single(items, item => BureauMapping.Errors(item).Count > 0);
    }

    [Fact]
    public void Map_OtherFormVersion_IsHeldRatherThanMisread()
    {
        var row = Rows("rd-deduction_FULL_20261118.csv").First().ToDictionary();
        row["表单版本"] = "2022";

        Assert.Equal(["tax.form_version"], BureauMapping.Errors(_mapping.Map(row)));
    }

    [Fact]
    public void Map_Raw_HoldsNoAmountAndNoName()
    {
        var row = Rows("rd-deduction_FULL_20261118.csv").First();

        var raw = _mapping.Map(row).Item.Raw.ToStringUtf8();

        Assert.DoesNotContain(row["纳税人名称"]!, raw, StringComparison.Ordinal);
        Assert.DoesNotContain("行", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_OfTheSample_AreAllDeclared()
    {
        var columns = Rows("rd-deduction_FULL_20261118.csv").First().Keys;

        Assert.Equal(_mapping.Columns.Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
    }

    private IEnumerable<IReadOnlyDictionary<string, string?>> Rows(string file, string encoding = "utf-8") =>
        CsvRows.Read(Path.Combine(_folder.Path, "tax", file), encoding);
}
