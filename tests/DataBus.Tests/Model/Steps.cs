using CsCheck;

namespace DataBus.Tests.Model;

/// <summary>Generators of sequences: few addresses, contents and versions, so that everything meets everything.</summary>
internal static class Steps
{
    private const int MostSteps = 14;
    private const int DeskSteps = 100;
    private const int DeliverySteps = 60;
    private const int MostTrimmed = 40;

    private static Gen<bool> Rarely { get; } = Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)));

    private static readonly Gen<string> _source = Gen.OneOf([.. Places.Sources]);

    private static readonly Gen<ModelVersion> _version = Gen.Frequency(
        (2, Gen.Const(ModelVersion.None)),
        (5, Gen.Int[1, 4].Select(value => new ModelVersion(VersionOrder.Sequence, value))),
        (3, Gen.Int[1, 4].Select(value => new ModelVersion(VersionOrder.Time, value))));

    private static readonly Gen<Fault> _fault = Gen.Frequency(
        (6, Gen.Const(Fault.None)), (1, Gen.Const(Fault.ThenBad)), (2, Gen.Const(Fault.Bad)), (1, Gen.Const(Fault.Ambiguous)));

    private static readonly Gen<RowKind> _kind = Gen.Frequency(
        (12, Gen.Const(RowKind.Content)), (2, Gen.Const(RowKind.Delete)), (1, Gen.Const(RowKind.Unkeyed)));

    private static readonly Gen<Step> _desk = Gen.OneOf<Step>(
        Gen.Select(Gen.Int[0, 9], Gen.Bool, Gen.Bool, (pick, take, other) => (Step)new Step.Replay(pick, take, other ? "李" : "张")),
        Gen.Int[0, 9].Select(pick => (Step)new Step.Discard(pick)),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, (pick, text, place, other) => (Step)new Step.Patch(pick, text, place, other ? "李" : "张")),
        Gen.Select(Gen.Enum<PlainKind>(), Gen.Int[0, 9], Gen.Bool, (kind, pick, other) => (Step)new Step.Plain(kind, pick, other ? "李" : "张")),
        Gen.Select(Gen.Enum<JobKind>(), Gen.Int[0, 9].Array[1, 4], Gen.Int[0, 2], Rarely, (kind, picks, text, kill) => (Step)new Step.Job(kind, picks, text, kill)),
        Gen.Select(Gen.Int[0, 3], Rarely, (pick, kill) => (Step)new Step.UndoJob(pick, kill)));

    private static readonly Gen<Step> _trouble = Gen.OneOf<Step>(
        Gen.Bool.Select(kill => (Step)new Step.Reopen(kill)),
        _source.SelectMany(source => Row(source).Array[1, 3].Select(rows => (Step)new Step.FailedWrite(source, rows))),
        Gen.Const((Step)new Step.RebuildViews()),
        Gen.Select(_source, Gen.Bool, (source, takeOver) => (Step)new Step.Open(source, takeOver)),
        _source.Select(source => (Step)new Step.Rebase(source)),
        _source.Select(source => (Step)new Step.PauseAndResume(source)));

    private static readonly Gen<Step> _trim = Gen.Select(Gen.Int[1, 4], Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 3])),
        (quarters, writesLeft) => (Step)new Step.Trim(quarters, writesLeft));

    /// <summary>Trims among all that makes entries which supersede each other.</summary>
    public static Gen<Step[]> Trimmed { get; } =
        Gen.Frequency((8, Push()), (3, ReadFile()), (6, _desk), (1, _trouble), (3, _trim), (8, Follow())).Array[4, MostTrimmed];

    /// <summary>Everything but the crowd.</summary>
    public static Gen<Step[]> Mixed { get; } =
        Gen.Frequency((10, Push()), (4, ReadFile()), (4, _desk), (2, _trouble)).Array[1, MostSteps];

    /// <summary>Operators at work on what bureaus push, long enough that everything meets everything.</summary>
    public static Gen<Step[]> Desk { get; } =
        Gen.Frequency((8, Push()), (2, ReadFile()), (12, _desk), (1, _trouble)).Array[DeskSteps];

    /// <summary>Readers of all kinds beside bureaus, operators and accidents.</summary>
    public static Gen<Step[]> Delivery { get; } =
        Gen.Frequency((8, Push()), (2, ReadFile()), (4, _desk), (1, _trouble), (12, Follow())).Array[DeliverySteps];

    /// <summary>Complete files that come and go, so that the guard on deletes has something to do.</summary>
    public static Gen<Step[]> Deletes { get; } =
        Gen.Frequency(
            (6, Gen.OneOf(0, 2, 6, Places.CrowdSize).Select(present => (Step)new Step.Crowd(present))),
            (2, Push(Places.MarketRegulation)),
            (3, _desk),
            (1, _trouble)).Array[2, MostSteps];

    private static Gen<Step> Follow() => Gen.Select(
        Gen.Int[0, Followed.All.Count - 1], Gen.Int[1, 12], Rarely, (reader, frames, disconnect) => (Step)new Step.Follow(reader, frames, disconnect));

    private static Gen<Step> Push() => _source.SelectMany(Push);

    private static Gen<Step> Push(string source) => Gen.Select(
        Row(source).Array[1, 4],
        Gen.Frequency((12, Gen.Const(Envelope.Right)), (1, Gen.Const(Envelope.WrongPosition)), (1, Gen.Const(Envelope.OldLease))),
        (rows, envelope) => (Step)new Step.Push(source, rows, envelope));

    private static Gen<Step> ReadFile() => Gen.OneOf(Places.MarketRegulation, Places.Science).SelectMany(source => Gen.Select(
        Gen.Int[0, 3], Gen.Int[1, 4], Gen.Bool, Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))), Gen.Int[1, 2], Row(source).Array[0, 4],
        (file, asOf, full, proven, batches, rows) =>
            (Step)new Step.ReadFile(source, file, asOf, full, proven, batches, [.. rows.Select(row => OfFile(row, asOf))])));

    // A file's rows have its as-of for a version, and say nothing of what is gone.
    private static ModelRow OfFile(ModelRow row, int asOf) => row with
    {
        Kind = row.Kind == RowKind.Delete ? RowKind.Content : row.Kind,
        Version = new ModelVersion(VersionOrder.Time, asOf),
    };

    private static Gen<ModelRow> Row(string source)
    {
        var own = Gen.OneOf([.. Places.Of(source)]);
        var place = Gen.Frequency((9, own), (1, Gen.Int[0, Places.Crowd - 1]));
        return Gen.Select(_kind, place, Gen.Int[0, 2], Gen.Int[0, 2], _version, _fault, Sound);
    }

    // Events are never deleted, and a tombstone has nothing that a rule could hold.
    private static ModelRow Sound(RowKind kind, int place, int text, int number, ModelVersion version, Fault fault)
    {
        if (kind == RowKind.Delete && Places.All[place].IsEvent)
            kind = RowKind.Content;
        return new ModelRow(kind, place, text, Places.All[place].IsEvent ? number : 0, version, kind == RowKind.Content ? fault : Fault.None);
    }
}
