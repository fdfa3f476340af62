using DataBus.Hub.Access;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>Makes an entity test of what a request says, checked against the contract; gathers all that is wrong.</summary>
/// <param name="view">What the caller may see: a test of what is closed to it would tell it by answers.</param>
/// <param name="codes">The codes that there are.</param>
internal sealed class EntityTestCompiler(FieldView view, KnownCodes codes)
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
    /// <param name="where">The predicate.</param>
    /// <param name="place">Where it stands in the request.</param>
    public EntityTest? Compile(EntityPredicate? where, string place = "where")
    {
        if (where is null)
            return null;
        var holds = Predicate(where, place, 1);
        if (_tests > MaxTests)
            _flaws.Add(new RequestFlaw(place, $"有 {_tests} 个检查，最多 {MaxTests} 个。", $"There are {_tests} tests; at most {MaxTests} are allowed."));
        if (_values > MaxValues)
            _flaws.Add(new RequestFlaw(place, $"有 {_values} 个值，最多 {MaxValues} 个。", $"There are {_values} values; at most {MaxValues} are allowed."));
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
        {
            var names = string.Join(", ", FacetCatalogue.All.Select(static kind => kind.Name));
            return Flawed($"{place}.facet", $"没有这个分面，可用：{names}。", $"There is no such facet kind; there are: {names}.", test.Facet);
        }
        if (!view.ShowsSomeOf(facet))
            throw HubMessages.FacetClosed(facet.Name, facet.Zh);
        _tests += Math.Max(1, test.Fields.Count);
        var check = new FacetCheck(facet, [.. test.Fields.Select((field, index) => Field(field, facet, $"{place}.fields[{index}]"))]);
        _checks.Add(check);
        return found => found(check);
    }

    // People wrote the field, and never saw the request that became of it.
    private Func<IMessage, bool> Field(FieldTest test, FacetKind facet, string place)
    {
        var first = _flaws.Count;
        var made = Make(test, facet, place);
        for (var i = first; i < _flaws.Count; i++)
            _flaws[i] = _flaws[i] with { Shown = $"{facet.Name}.{test.Field}" };
        return made;
    }

    private Func<IMessage, bool> Make(FieldTest test, FacetKind facet, string place)
    {
        if (FieldPath.Find(facet, test.Field) is not { } path)
        {
            var names = string.Join(", ", facet.Descriptor.Fields.InDeclarationOrder().Select(static field => field.Name));
            _flaws.Add(new RequestFlaw($"{place}.field", $"没有这个字段，{facet.Name} 有：{names}。", $"There is no such field; {facet.Name} has: {names}."));
            return static _ => false;
        }
        if (view.Withholds(facet, test.Field))
            throw Withheld(facet, test.Field);
        if (test.TestCase == FieldTest.TestOneofCase.Exists)
            return content => path.ValuesIn(content).Any() == test.Exists;
        _values += test.In?.Values.Count ?? 1;
        if (ValueType.OfField(path.Field) is { } type)
        {
            Codes(test, facet, path, place);
            var fulfils = ValueTest.Make(test, type, place, _flaws);
            return content => path.ValuesIn(content).Any(fulfils);
        }
        _flaws.Add(new RequestFlaw(place, "由多个字段组成，只能问是否存在。", "It is made of fields; only whether it exists can be asked."));
        return static _ => false;
    }

    // A mistyped code would be answered by a set that is always empty.
    private void Codes(FieldTest test, FacetKind facet, FieldPath path, string place)
    {
        void Code(string text, string name)
        {
            if (codes.Wrong(facet, test.Field, path.Field, text) is { } wrong)
                _flaws.Add(new RequestFlaw($"{place}.{name}", wrong.Zh, wrong.En));
        }

        if (test.TestCase == FieldTest.TestOneofCase.Equals_)
            Code(test.Equals_, "equals");
        for (var i = 0; i < (test.In?.Values.Count ?? 0); i++)
            Code(test.In!.Values[i], $"in.values[{i}]");
    }

    private Func<Func<FacetCheck, bool>, bool> Flawed(string place, string zh, string en, string shown = "where")
    {
        _flaws.Add(new RequestFlaw(place, zh, en) { Shown = shown });
        return static _ => false;
    }

    private static HubException Withheld(FacetKind facet, string field) => new(new Refusal(
        StatusCode.PermissionDenied,
        "FIELD_WITHHELD",
        $"{facet.Name}.{field} 不对调用者开放（databus describe 可查），不能用作条件。",
        $"{facet.Name}.{field} is withheld from the caller (databus describe tells) and cannot be a condition."));
}
