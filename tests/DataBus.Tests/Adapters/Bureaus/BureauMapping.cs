using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>The mapping that a bureau's adapter file declares, and what the contract's rules say of what it makes.</summary>
internal sealed class BureauMapping
{
    private static readonly RuleSet _rules = RuleSet.OfTheContract;

    private readonly RowMapping _mapping;

    public BureauMapping(string file, string source, AdapterSetup? setup = null)
    {
        var declared = AdapterFileParser.Parse(file, File.ReadAllText(file)).Sources.Single(each => each.Source == source);
        var problems = new List<SettingProblem>();
        _mapping = new RowMappingCompiler(setup ?? new AdapterSetup(), problems).Compile(declared, (_, failure) => throw failure);
        Assert.Empty(problems);
        Declaration = declared;
    }

    public SourceDeclaration Declaration { get; }

    /// <summary>All columns that the mapping reads or knows.</summary>
    public IReadOnlyCollection<string> Columns => [.. _mapping.Columns, .. Declaration.Ignore];

    public MappedItem Map(params (string Column, string? Text)[] columns) => Map(columns.ToDictionary(pair => pair.Column, pair => pair.Text));

    public MappedItem Map(IReadOnlyDictionary<string, string?> columns) =>
        _mapping.Map(new TextRow(columns)) ?? throw new InvalidOperationException("The row is out of scope.");

    /// <summary>Everything wrong with an item, by the adapter, its key and the contract; ids of rules that hold it come first.</summary>
    public static IReadOnlyList<Violation> Judge(MappedItem item)
    {
        var violations = item.Item.Violations.ToList();
        if (item.Item.Change is { } change)
        {
            violations.AddRange(KeyRules.Check(change.Key) is { } broken ? [broken] : []);
            violations.AddRange(_rules.Check(change).Violations);
        }

        return [.. violations.OrderByDescending(violation => violation.Severity == Severity.Error)];
    }

    public static IReadOnlyList<string> Errors(MappedItem item) =>
        [.. Judge(item).Where(violation => violation.Severity == Severity.Error).Select(violation => violation.Rule)];

    public static IReadOnlyList<string> Warnings(MappedItem item) =>
        [.. Judge(item).Where(violation => violation.Severity == Severity.Warning).Select(violation => violation.Rule)];
}
