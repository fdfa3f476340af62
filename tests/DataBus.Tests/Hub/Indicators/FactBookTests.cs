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
    private static readonly Gen<string> _uscc = Gen.OneOf(Given.Sme, Given.University, "3");

    private static readonly Gen<Change> _change = Gen.OneOf(
        Gen.Select(_uscc, Gen.OneOf("T1", "T3b", "M2+"), _day, _day, Gen.OneOf("VALID", "WITHDRAWN"), Given.Label),
        Gen.Select(_uscc, Gen.OneOf("UNIVERSITY", "HOSPITAL")).Select(Given.Institution),
        Gen.Select(Gen.OneOf("甲", "乙"), _number, _day, Gen.OneOf("TRIAL", "TERMINATED"), Given.Agreement),
        Gen.Select(_number, _day, Gen.OneOf("100000", "250000.5", null!), Gen.OneOf("REGISTERED", "CANCELLED"), Gen.OneOf("", "1", "2"), Contract),
        Gen.Select(_uscc, Gen.OneOf("RESIDENT", "LEFT"), _day, _day, (uscc, state, on, moved) => Given.Residency(uscc, state, on, moved)),
        Gen.Select(_uscc, Gen.OneOf("LISTED", "FILED"), Gen.Bool, Given.Listing),
        Gen.Select(_uscc, Gen.OneOf("INDUSTRY", "NONE"), (uscc, scale) => Given.Mark(uscc, scale)),
        Gen.Select(_uscc, Gen.OneOf("2024", "2025")).Select(Given.Deduction),
        Gen.OneOf("5", "6").Select(value => Given.Reported("JN-15", "2025-12-31", value)));

    /// <summary>Some changes, of which each may be taken away again, and by how many days the clock moves on.</summary>
    private static readonly Gen<(Change Change, bool IsGone, int Days)> _step =
        Gen.Select(_change, Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), Gen.OneOf(0, 0, 0, 1, 40));

    [Fact]
    public void Settle_AnySequence_GivesWhatACountOfEverythingGives()
    {
        var calculator = new FigureCalculator();

        _step.Array[1, 30].Sample(
            steps =>
            {
                var live = new Dictionary<string, Change>();
                var book = new FactBook(calculator.Measures, _start);
                foreach (var (change, isGone, days) in steps)
                {
                    var address = Addresses.Of(change)!;
                    book.Apply(isGone ? Tombstone(address) : change);
                    if (isGone)
                        _ = live.Remove($"{address}");
                    else
                        live[$"{address}"] = change;
                    _ = book.Settle(book.Day.AddDays(days));
                }

                var whole = new FactBook(calculator.Measures, book.Day);
                foreach (var change in live.Values)
                    whole.Apply(change);
                _ = whole.Settle(book.Day);
                return calculator.Calculate(book, 1).SequenceEqual(calculator.Calculate(whole, 1));
            },
            iter: 2_000);
    }

    private static Change Contract(string number, string on, string? amount, string state, string replaces) =>
        Given.Contract(number, on, amount, state, replaces);

    private static Change Tombstone(Address address) =>
        new() { Key = address.Key, Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance } };
}
