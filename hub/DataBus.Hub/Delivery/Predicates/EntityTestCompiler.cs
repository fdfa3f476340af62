using DataBus.Hub.Access;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>Makes an entity test of what a request says, checked against the contract; gathers all that is wrong.</summary>
/// <param name="view">What the caller may see: a test of what is closed to it would tell it by answers.</param>
internal sealed class EntityTestCompiler(FieldView view)
{
    private const int MaxDepth = 8;
    private const int MaxTests = 100;
    private const int MaxValues = 10_000;

    private readonly List<FacetCheck> _checks = [];
    private readonly List<RequestFlaw> _flaws = [];
    private int _tests;
    private int _values;

    /// <summary>All that is wrong with what was compiled.</summary>
    public IReadOnlyList<RequestFlaw> Flaws => _flaws;

    /// <summary>Compiles a request's predicate; null if it has none.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED: it looks at a facet kind that is closed to the caller, or at a field that is withheld.</exception>
    public EntityTest? Compile(EntityPredicate? where)
    {
        if (where is null)
            return null;
        var holds = Predicate(where, "where", 1);
        if (_tests > MaxTests)
            _flaws.Add(new RequestFlaw("where", $"有 {_tests} 个检查，最多 {MaxTests} 个。", $"There are {_tests} tests; at most {MaxTests} are allowed."));
        if (_values > MaxValues)
            _flaws.Add(new RequestFlaw("where", $"有 {_values} 个值，最多 {MaxValues} 个。", $"There are {_values} values; at most {MaxValues} are allowed."));
        return new EntityTest(_checks, holds);
    }

    private Func<Func<FacetCheck, bool>, bool> Predicate(EntityPredicate predicate, string place, int depth)
    {
        if (depth > MaxDepth)
            return Flawed(place, $"嵌套超过 {MaxDepth} 层。", $"It is nested deeper than {MaxDepth} levels.");
        switch (predicate.TestCase)
        {
            case EntityPredicate.TestOneofCase.Some:
                return Some(predicate.Some, $"{place}.some");
            case EntityPredicate.TestOneofCase.All:
                var all = Each(predicate.All, $"{place}.all", depth);
                return found => all.All(holds => holds(found));
            case EntityPredicate.TestOneofCase.Any:
                var any = Each(predicate.Any, $"{place}.any", depth);
                return found => any.Any(holds => holds(found));
            case EntityPredicate.TestOneofCase.Not:
                var inner = Predicate(predicate.Not, $"{place}.not", depth + 1);
                return found => !inner(found);
            default:
                return Flawed(place, "没有说明要检查什么。", "It does not say what must hold.");
        }
    }

    private IReadOnlyList<Func<Func<FacetCheck, bool>, bool>> Each(EntityPredicates predicates, string place, int depth)
    {
        if (predicates.Predicates.Count == 0)
            _ = Flawed(place, "至少要有一个条件。", "It needs at least one predicate.");
        return [.. predicates.Predicates.Select((one, index) => Predicate(one, $"{place}.predicates[{index}]", depth + 1))];
    }

    private Func<Func<FacetCheck, bool>, bool> Some(FacetTest test, string place)
    {
        if (FacetCatalogue.Find(test.Facet) is not { } facet)
            return Flawed($"{place}.facet", $"没有名为“{test.Facet}”的信息面。", $"There is no facet kind \"{test.Facet}\".");
        if (!view.ShowsSomeOf(facet))
            throw Closed(facet, $"{place}.facet");
        _tests += Math.Max(1, test.Fields.Count);
        var check = new FacetCheck(facet, [.. test.Fields.Select((field, index) => Field(field, facet, $"{place}.fields[{index}]"))]);
        _checks.Add(check);
        return found => found(check);
    }

    private Func<IMessage, bool> Field(FieldTest test, FacetKind facet, string place)
    {
        if (FieldPath.Find(facet, test.Field) is not { } path)
        {
            _flaws.Add(new RequestFlaw(
                $"{place}.field",
                $"{facet.Name} 没有字段“{test.Field}”。",
                $"{facet.Name} has no field \"{test.Field}\"; it has: {string.Join(", ", facet.Descriptor.Fields.InDeclarationOrder().Select(static field => field.Name))}."));
            return static _ => false;
        }
        if (view.Withholds(facet, test.Field))
            throw Withheld(facet, test.Field, $"{place}.field");
        if (test.TestCase == FieldTest.TestOneofCase.Exists)
            return content => path.ValuesIn(content).Any() == test.Exists;
        _values += test.In?.Values.Count ?? 1;
        if (ValueType.OfField(path.Field) is { } type)
        {
            var fulfils = ValueTest.Make(test, type, place, _flaws);
            return content => path.ValuesIn(content).Any(fulfils);
        }
        _flaws.Add(new RequestFlaw(
            place, $"字段 {test.Field} 由多个字段组成，只能问是否存在。", $"The field {test.Field} is made of fields; only whether it exists can be asked."));
        return static _ => false;
    }

    private Func<Func<FacetCheck, bool>, bool> Flawed(string place, string zh, string en)
    {
        _flaws.Add(new RequestFlaw(place, zh, en));
        return static _ => false;
    }

    private static HubException Withheld(FacetKind facet, string field, string place) => new(new Refusal(
        StatusCode.PermissionDenied,
        "FIELD_WITHHELD",
        $"{place}：{facet.Name}.{field} 不对调用者开放（databus describe 可查），不能用作条件。",
        $"{place}: {facet.Name}.{field} is withheld from the caller (databus describe tells) and cannot be a condition."));

    private static HubException Closed(FacetKind facet, string place) => new(new Refusal(
        StatusCode.PermissionDenied,
        "FACET_CLOSED",
        $"{place}：{facet.Name}（{facet.Zh}）不对调用者开放，不能用作条件。",
        $"{place}: {facet.Name} is closed to the caller and cannot be a condition."));
}
