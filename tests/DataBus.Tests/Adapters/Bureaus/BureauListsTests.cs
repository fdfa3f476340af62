using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.SampleBureaus;
using DataBus.Tests.Adapters.Samples;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>The lists that bureaus and partners keep as spreadsheets, read as adapters/config declares them.</summary>
public sealed class BureauListsTests(BureauListsTests.SampleFolder samples) : IClassFixture<BureauListsTests.SampleFolder>
{
    /// <summary>The rules that the lists' bad rows break; a list that is not here has none.</summary>
    private static readonly (string Source, string Feed, string Rules)[] _bad =
    [
        ("education-park.residency", "residency", "enterprise.park_residency.moved_in_on.order"),
        ("finance.funds", "benefits", "enterprise.policy_benefit.paid_amount.limit"),
        ("finance.funds", "funds", "platform.fund.paid_in.limit"),
        ("industry.chain", "benefits", "enterprise.policy_benefit.paid_amount.limit"),
        ("industry.chain", "residency", "enterprise.park_residency.moved_in_on.order"),
        ("industry.chain", "roles", "enterprise.chain_role.node.branch key.value.check_digit"),
        ("industry.contracts", "contracts",
            "achievement.technical_contract.buyer_uscc.check_digit achievement.technical_contract.technology_amount.limit"),
        ("industry.tier-labels", "", "enterprise.tier_label.level.code enterprise.tier_label.valid_from.format kit.code kit.date"),
        ("listing-office.listing", "listings", "enterprise.listing.stage.board"),
        ("platform-operators.services", "bookings", "platform.booking.served_to.order"),
        ("science.innovation", "agreements", "achievement.conversion.milestones.sum"),
        ("science.innovation", "benefits", "enterprise.policy_benefit.paid_amount.limit"),
        ("science.innovation", "project-events", "achievement.project_event.to_stage.step"),
        ("science.innovation", "scores", "enterprise.innovation_score.parts.sum"),
        ("science.observations", "", "indicator.observation.value.format kit.decimal"),
        ("science.platforms", "platforms", "kit.code platform.profile.host_uscc.check_digit platform.profile.kind.code"),
        ("science.tier-labels", "", "enterprise.tier_label.certificate.required enterprise.tier_label.valid_to.order key.value.check_digit"),
        ("social-security.opening-steps", "steps", "enterprise.opening_step.completed_at.order"),
        ("tax.relief", "relief", "enterprise.tax_relief.high_tech_income.limit"),
    ];

    public static TheoryData<string> Sources => [.. Declared().Select(source => source.Source)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Map_EveryListOfASource_HasItsColumnsAndHoldsItsBadRowsOnly(string source)
    {
        var declared = Declared().Single(one => one.Source == source);
        var broken = new Dictionary<string, string>();

        foreach (var (file, feed) in Files((FileInput)declared.Input))
        {
            var rows = CsvRows.Read(file).ToList();
            var mapping = Mapping(declared).Of(feed);
            Assert.Empty(mapping.Columns.Except(rows[0].Keys).Select(column => $"{feed} lacks {column}"));
            Assert.Empty(rows[0].Keys.Except(mapping.Columns).Except(declared.Of(feed).Ignore).Select(column => $"{feed} has {column}"));
            broken[feed] = string.Join(' ', rows.SelectMany(row => BureauMapping.Errors(Map(mapping, row, feed))).Distinct().Order(StringComparer.Ordinal));
        }

        Assert.Equal(_bad.Where(bad => bad.Source == source).Select(bad => (bad.Feed, bad.Rules)), broken.Where(one => one.Value.Length > 0).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void Map_AllLists_HaveASoundRowOfEveryFacetKindThatBureausWriteByList()
    {
        string[] elsewhere = ["enterprise.registration", "enterprise.rd_deduction", "achievement.publication", "achievement.legal_event", "achievement.licence",
            "achievement.pledge", "achievement.transfer", "indicator.definition", "indicator.figure", "indicator.task_definition", "indicator.meeting"];

        var mapped = Declared().SelectMany(source => Files((FileInput)source.Input).SelectMany(file => CsvRows.Read(file.Path)
            .Select(row => Map(Mapping(source).Of(file.Feed), row, file.Feed))
            .Where(item => BureauMapping.Errors(item).Count == 0)
            .Select(item => FacetCatalogue.Of(item.Item.Change)!.Name)));

        Assert.Equal(FacetCatalogue.All.Select(kind => kind.Name).Except(elsewhere).Order(StringComparer.Ordinal), mapped.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<SourceDeclaration> Declared() => Directory.GetFiles(Repository.Path("adapters", "config"), "*.yaml")
        .Order(StringComparer.Ordinal)
        .SelectMany(file => AdapterFileParser.Parse(file, File.ReadAllText(file)).Sources);

    private static RowMapping Mapping(SourceDeclaration declared)
    {
        var problems = new List<SettingProblem>();
        var mapping = new RowMappingCompiler(new AdapterSetup(), problems).Compile(declared, (_, failure) => throw failure);
        Assert.Empty(problems);
        return mapping;
    }

    private static MappedItem Map(RowMapping mapping, IReadOnlyDictionary<string, string?> row, string feed) =>
        mapping.Map(new TextRow(row) { Feed = feed }) ?? throw new InvalidOperationException("The row is out of scope.");

    private IEnumerable<(string Path, string Feed)> Files(FileInput input) => Directory
        .GetFiles(Path.Combine(samples.Path, input.Folder))
        .Select(file => (Path: file, Pattern: input.Files.FirstOrDefault(pattern => pattern.Name.IsMatch(Path.GetFileName(file)))))
        .Where(file => file.Pattern is not null)
        .OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => (file.Path, file.Pattern!.Feed));

    /// <summary>What the sample bureaus drop, once for all tests.</summary>
    public sealed class SampleFolder : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public SampleFolder() => new BureauBooks(new SampleOptions { Directory = Path, Seed = 7 }).Publish();

        public string Path => _folder.Path;

        public void Dispose() => _folder.Dispose();
    }
}
