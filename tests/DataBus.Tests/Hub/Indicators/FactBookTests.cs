using CsCheck;
using DataBus.Hub.Indicators;
using DataBus.V1;

namespace DataBus.Tests.Hub.Indicators;

/// <summary>Totals that are kept entity by entity are those that a count of everything gives, also where one entity looks at another.</summary>
public sealed class FactBookTests
{
    private static readonly DateOnly _start = new(2026, 11, 20);

    private static readonly Gen<string> _day = Gen.OneOf("2025-11-22", "2026-01-01", "2026-11-21", "2026-11-22", "2026-11-23");
    private static readonly Gen<string> _number = Gen.OneOf("1", "2", "3");
    private static readonly Gen<string> _uscc = Gen.OneOf(Given.Sme, Given.University, Given.Uscc(3), Given.Regno(1), Given.Regno(2));
    private static readonly Gen<string> _regno = Gen.OneOf("", Given.Regno(1), Given.Regno(2));

    private static readonly Gen<Change> _change = Gen.OneOf(
        Gen.Select(_uscc, Gen.OneOf("T1", "T3b", "M2+"), _day, _day, Gen.OneOf("VALID", "WITHDRAWN"), Given.Label),
        Gen.Select(_uscc, Gen.OneOf("UNIVERSITY", "HOSPITAL")).Select(Given.Institution),
        Gen.Select(Gen.OneOf(Given.Sme, Given.University), _regno).Select(Given.Registration),
        Gen.Select(Gen.OneOf("甲", "乙"), _number, _day, Gen.OneOf("TRIAL", "TERMINATED"), Given.Agreement),
        Gen.Select(_number, _day, Gen.OneOf("100000", "250000.5", null!), Gen.OneOf("REGISTERED", "CANCELLED"), Gen.OneOf("", "1", "2"), Contract),
        Gen.Select(_uscc, Gen.OneOf("RESIDENT", "LEFT"), _day, _day, (uscc, state, on, moved) => Given.Residency(uscc, state, on, moved)),
        Gen.Select(_uscc, Gen.OneOf("LISTED", "FILED"), Gen.Bool, Given.Listing),
        Gen.Select(_uscc, Gen.OneOf("INDUSTRY", "NONE"), (uscc, scale) => Given.Mark(uscc, scale)),
        Gen.Select(_uscc, Gen.OneOf("2024", "2025")).Select(Given.Deduction),
        Gen.OneOf("5", "6").Select(value => Given.Reported("JN-15", "2025-12-31", value)));

    private static readonly Gen<SameAsSet> _word = Gen.Select(_uscc, _uscc, Gen.Bool)
        .Where(drawn => drawn.Item1 != drawn.Item2)
        .Select((one, other, joined) => new SameAsSet { One = Given.Enterprise(one), Other = Given.Enterprise(other), Joined = joined });

    /// <summary>Some changes, of which each may be taken away again, words of operators, and by how many days the clock moves on.</summary>
    private static readonly Gen<Step> _step = Gen.Select(_change, _word, Gen.Int[0, 7], Gen.OneOf(0, 0, 0, 1, 40))
        .Select((change, word, kind, days) => new Step(change, kind == 0 ? word : null, IsGone: kind is 1 or 2, days));

    [Fact]
    public void Settle_AnySequence_GivesWhatACountOfEverythingGives()
    {
        var calculator = new FigureCalculator();

        _step.Array[1, 30].Sample(
            steps =>
            {
                var live = new Dictionary<string, Change>();
                var words = new List<SameAsSet>();
                var book = new FactBook(calculator.Measures, _start);
                foreach (var step in steps)
                {
                    Apply(step, book, live, words);
                    _ = book.Settle(book.Day.AddDays(step.Days));
                }

                var whole = new FactBook(calculator.Measures, book.Day);
                foreach (var change in live.Values)
                    _ = whole.Apply(change);
                words.ForEach(whole.Apply);
                _ = whole.Settle(book.Day);
                return calculator.Calculate(book, 1).SequenceEqual(calculator.Calculate(whole, 1));
            },
            iter: 2_000);
    }

    private static void Apply(Step step, FactBook book, Dictionary<string, Change> live, List<SameAsSet> words)
    {
        var address = Addresses.Of(step.Change)!;
        if (step.Word is { } word)
        {
            book.Apply(word);
            words.Add(word);
        }
        else if (step.IsGone)
        {
            _ = book.Apply(Tombstone(address));
            _ = live.Remove($"{address}");
        }
        else
        {
            _ = book.Apply(step.Change);
            live[$"{address}"] = step.Change;
        }
    }

    private static Change Contract(string number, string on, string? amount, string state, string replaces) =>
        Given.Contract(number, on, amount, state, replaces);

    private static Change Tombstone(Address address) =>
        new() { Key = address.Key, Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance } };

    private sealed record Step(Change Change, SameAsSet? Word, bool IsGone, int Days);
}
