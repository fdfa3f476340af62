using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Returns;
using DataBus.Adapters.Templates;
using DataBus.V1;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters.Sources.Files;

/// <summary>
/// Files that are dropped into a folder, read one after the other in as-of order. Which were read is the hub's to know; a
/// file is moved away when the hub says how its pass ended.
/// </summary>
internal sealed class FileSource(
    SourceDeclaration source, RowMapping mapping, DropFolder folder, TimeProvider time, ILogger<FileSource> logger) : ISource
{
    private readonly FileInput _input = (FileInput)source.Input;
    private readonly TemplateReturns _returns = new(source.Source, logger);

    private readonly DoneAgain _again = new(folder, count => logger.SourceOdd(
        source.Source, $"the hub does not know {count} files of done/ and failed/: it is new or was restored; they are offered again"));

    /// <summary>Reads the next file that waits.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ledger = new FileLedger(await state.Hub.ListFilesAsync(source.Source, cancellationToken));
        var position = FilePosition.Parse(state.Position);
        await _again.OfferAsync(ledger, state.IsFresh, cancellationToken);
        await MoveAwayAsync(ledger, position, state, cancellationToken);
        var (file, sha256) = await NextAsync(ledger, state, cancellationToken);
        if (state.OpenPass is { } open && (file is null || !IsSame(open.File, file.Facts(sha256))))
        {
            yield return Abandoned(open, state.Position);
            yield break;
        }
        if (file is null)
            yield break;
        file = folder.Take(file);
        await foreach (var step in ReadFileAsync(file, file.Facts(sha256), ledger, state, cancellationToken))
            yield return step;
    }

    /// <inheritdoc/>
    public void Answered(Batch batch, BatchResult result)
    {
        if (_input.Files.Any(pattern => pattern.Template is not null))
            _returns.Take(batch, result);
    }

    private async Task MoveAwayAsync(FileLedger ledger, FilePosition position, ReadState state, CancellationToken cancellationToken)
    {
        foreach (var taken in Waiting().Where(f => f.IsTaken))
        {
            var (file, facts) = await DatedAsync(taken, ledger, state, cancellationToken);
            // A file that is closed but not where the hub stands was dropped again and waits to be counted.
            if (!position.IsIn(facts.Sha256, facts.AsOf) || IsSame(state.OpenPass?.File, facts) || ledger.Closed(facts) is not { } closed)
                continue;
            var copy = file.Pattern.Template is null ? null : await _returns.CopyOfAsync(file, closed, state.Hub, cancellationToken);
            folder.MoveAway(file, closed, copy);
            _returns.Forget(facts);
        }
    }

    private static async Task<(WaitingFile File, FileFacts Facts)> DatedAsync(
        WaitingFile file, FileLedger ledger, ReadState state, CancellationToken cancellationToken)
    {
        var sha256 = await FileBytes.Sha256Async(file.Path, cancellationToken);
        var dated = ReturnedAsOf.Dated(file, sha256, ledger, FilePosition.Parse(state.Position), state.Floor);
        return (dated, dated.Facts(sha256));
    }

    private async Task<(WaitingFile? File, string Sha256)> NextAsync(FileLedger ledger, ReadState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = Waiting();
            foreach (var begun in waiting.Where(f => MayBe(f, state.OpenPass)).OrderBy(f => !f.IsTaken))
            {
                var (file, facts) = await DatedAsync(begun, ledger, state, cancellationToken);
                if (IsSame(state.OpenPass!.File, facts))
                    return (file, facts.Sha256);
            }
            var next = waiting.OrderBy(f => !f.IsTaken).ThenBy(f => f.AsOfTime ?? DateTimeOffset.MaxValue).ThenBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault();
            if (next is null || (!next.IsReady && !state.Once))
                return (null, "");
            if (next.IsReady)
            {
                var (file, facts) = await DatedAsync(next, ledger, state, cancellationToken);
                return (file, facts.Sha256);
            }
            // What is still being written waits too: the run does not end before it.
            await Task.Delay(_input.Settle, time, cancellationToken);
        }
    }

    // A hub that was restored stands in the middle of a file that was read to its end since, and was put back from done/.
    private static bool MayBe(WaitingFile file, Pass? open) =>
        open is not null && (file.IsTaken || (file.IsReady && (file.Pattern.IsReturned || file.AsOf == open.File?.AsOf)));

    private IReadOnlyList<WaitingFile> Waiting()
    {
        try
        {
            return folder.List(name => logger.SourceOdd(source.Source, $"no pattern of adapter.yaml reads the file {name}; it stays where it is"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnavailableException($"The drop folder cannot be read: {e.Message}", e);
        }
    }

    private async IAsyncEnumerable<SourceStep> ReadFileAsync(
        WaitingFile file, FileFacts facts, FileLedger ledger, ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pass = state.OpenPass is { } open && IsSame(open.File, facts)
            ? new Pass { Id = open.Id, Mode = open.Mode, File = facts }
            : new Pass { Id = ledger.NewPassId(facts), Mode = file.Pattern.Mode, File = facts };
        var start = FilePosition.Parse(state.Position);
        if (!start.IsIn(facts.Sha256, facts.AsOf) || state.OpenPass is null)
            start = new FilePosition(facts.Sha256, facts.AsOf, 0);
        if (state.OpenPass is null && ledger.Read(facts) is { } read)
        {
            yield return AlreadyRead(pass, start, read);
            yield break;
        }
        if (file.IsOlderThan(state.Floor))
        {
            yield return Closed(pass, start, PassEnd.SetAside,
                $"截至 {file.AsOf} 早于来源已有的 {state.Floor} / as of {file.AsOf}, which is before {state.Floor} that the source already has");
            yield break;
        }
        var (sound, why) = await OpenAsync(file, facts, pass, state, cancellationToken);
        if (sound is null)
        {
            yield return Closed(pass, start, PassEnd.Failed, why);
            yield break;
        }
        foreach (var step in sound.Steps(start))
            yield return step;
    }

    /// <summary>Reads a file for the first time: nothing is pushed before it is known to be sound.</summary>
    private async Task<(FilePass? Pass, string Why)> OpenAsync(
        WaitingFile file, FileFacts facts, Pass pass, ReadState state, CancellationToken cancellationToken)
    {
        try
        {
            if (file.Manifest?.Sha256 is { } announced && !announced.Equals(facts.Sha256, StringComparison.OrdinalIgnoreCase))
                throw new UnreadableFileException(0, "SHA-256 与清单文件不符: 传输中损坏", "its SHA-256 is not the manifest's: damaged on its way");
            var table = await TableAsync(file, cancellationToken);
            var index = FileIndex.Of(table, file.Pattern, cancellationToken);
            var live = file.Pattern.Mode == PassMode.Full
                ? await LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken)
                : null;
            return (new FilePass(file, pass, table, index, live, _input.Trailer is not null || _input.Manifest is not null), "");
        }
        catch (UnreadableFileException e)
        {
            return (null, e.Message);
        }
        catch (SourceDriftException) when (state.OpenPass is null)
        {
            // Where the bureau can replace it.
            folder.GiveBack(file);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnavailableException($"{file.Name} cannot be read: {e.Message}", e);
        }
    }

    private async Task<IFileTable> TableAsync(WaitingFile file, CancellationToken cancellationToken)
    {
        IFileTable table;
        IReadOnlyList<string> notRead;
        if (file.Pattern.Template is not null)
        {
            var template = TemplateTable.Open(file, source.Source);
            (table, notRead) = (template, template.NotRead);
        }
        else if (file.Pattern.IsReturned)
            (table, notRead) = (await ReturnedTable.OpenAsync(file, source, mapping, folder, cancellationToken), []);
        else
        {
            var records = FileRecords.Open(file.Path, _input);
            var feed = file.Pattern.Feed;
            var declared = source.Of(feed);
            var drift = new ColumnDrift(declared, declared.Columns, _ => { });
            (table, notRead) = (new FileTable(records, file.Version, drift, _input, mapping.Of(feed)), records.NotRead);
        }
        foreach (var note in notRead)
            logger.SourceOdd(source.Source, $"{file.Name}: {note}");
        return table;
    }

    private static SourceStep AlreadyRead(Pass pass, FilePosition start, FileState read)
    {
        var tallies = read.Tallies ?? new Tallies();
        var rows = tallies.Sum;
        return new SourceStep(start.After(0))
        {
            Pass = pass,
            Known = rows,
            OutOfScope = tallies.OutOfScope,
            Close = new PassClose { End = PassEnd.AlreadyRead, RowsRead = rows + tallies.OutOfScope },
        };
    }

    private static SourceStep Closed(Pass pass, FilePosition start, PassEnd end, string reason) =>
        new(start.After(start.Row)) { Pass = pass, Close = new PassClose { End = end, RowsRead = start.Row, Reason = reason } };

    private static SourceStep Abandoned(Pass open, string position) => new(position)
    {
        Pass = new Pass { Id = open.Id, Mode = open.Mode, File = open.File },
        Close = new PassClose
        {
            End = PassEnd.Failed,
            RowsRead = FilePosition.Parse(position).Row,
            Reason = "文件在读完之前不见了 / the file vanished before it was read to its end",
        },
    };

    private static bool IsSame(FileFacts? one, FileFacts other) => one is not null && one.Sha256 == other.Sha256 && one.AsOf == other.AsOf;
}
