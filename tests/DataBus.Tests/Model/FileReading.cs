using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>Reads a file as the adapters' kit does: it asks the ledger, the floor and what is live, and sends the rest.</summary>
internal sealed class FileReading(ModelRun run, ModelState state)
{
    private const int FirstCrowdFile = 100;

    public async Task ReadAsync(Step.ReadFile file)
    {
        var source = state.Sources[file.Source];
        var pass = new ModelPass(run.NewPass(), file.Full, file.File, file.AsOf);
        if (source.Files.Any(read => read.File == file.File && read.AsOf == file.AsOf && read.End == PassEnd.Whole))
            await CloseUnreadAsync(file.Source, pass, PassEnd.AlreadyRead, rowsKnown: file.Rows.Length);
        else if (file.AsOf < source.Floor)
            await CloseUnreadAsync(file.Source, pass, PassEnd.SetAside, rowsKnown: 0);
        else
            await ReadRowsAsync(file.Source, pass, file.Rows, file.Proven, file.Batches);
    }

    /// <summary>A proven complete file of the first <paramref name="present"/> of the crowd, a day newer than the newest.</summary>
    public Task ReadCrowdAsync(int present)
    {
        var source = state.Sources[Places.MarketRegulation];
        var pass = new ModelPass(run.NewPass(), true, FirstCrowdFile + source.Files.Count, source.Floor + 1);
        var version = new ModelVersion(VersionOrder.Time, pass.AsOf);
        var rows = Enumerable.Range(Places.Crowd, present).Select(place => new ModelRow(RowKind.Content, place, 0, 0, version, Fault.None));
        return ReadRowsAsync(source.Name, pass, [.. rows], proven: true, batches: 1);
    }

    private Task CloseUnreadAsync(string source, ModelPass pass, PassEnd end, int rowsKnown) => run.CommitAsync(run.NewBatch(source, []) with
    {
        Pass = pass,
        Close = new ModelClose(end, false, []),
        RowsKnown = (uint)rowsKnown,
    });

    private async Task ReadRowsAsync(string source, ModelPass pass, IReadOnlyList<ModelRow> rows, bool proven, int batches)
    {
        // What is live when the file is opened is all that the kit knows.
        var skipped = new HashSet<ModelRow>(pass.Full ? rows.Where(IsLiveAndAlone) : [], ReferenceEqualityComparer.Instance);
        var isProven = pass.Full && proven;
        var met = rows.Select(row => row.Place).ToHashSet();
        var absent = isProven ? state.Addresses.Where(address => IsAbsent(address, source, met)).Select(address => address.Place).ToList() : [];
        var half = batches == 1 ? 0 : (rows.Count + 1) / 2;
        if (batches > 1)
            await run.CommitAsync(Part(source, pass, [.. rows.Take(half)], skipped));
        await run.CommitAsync(Part(source, pass, [.. rows.Skip(half)], skipped) with
        {
            Close = new ModelClose(PassEnd.Whole, isProven, absent),
        });
    }

    private ModelBatch Part(string source, ModelPass pass, List<ModelRow> rows, HashSet<ModelRow> skipped) =>
        run.NewBatch(source, [.. rows.Where(row => !skipped.Contains(row))]) with
        {
            Pass = pass,
            RowsUnchanged = (uint)rows.Count(skipped.Contains),
        };

    // With something held beside it, a return to the live content is news for the hub.
    private bool IsLiveAndAlone(ModelRow row) => row.Kind == RowKind.Content
        && state.Addresses[row.Place] is { } address
        && address.SlotOf(row) is { Live: not null } slot && slot.Origin == row.Identity
        && !address.Open.Any();

    private static bool IsAbsent(ModelAddress address, string source, HashSet<int> met) =>
        Places.All[address.Place].Owner == source && address.IsLive && !met.Contains(address.Place);
}
