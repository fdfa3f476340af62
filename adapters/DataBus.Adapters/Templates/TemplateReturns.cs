using DataBus.Adapters.Hub;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters.Templates;

/// <summary>
/// Makes of a filled template the workbook that goes back: the same one, with the cells marked that are wrong. The hub's reasons
/// come with its answers; of an answer that was lost in a crash, the hub still tells which contents it holds.
/// </summary>
internal sealed class TemplateReturns(string source, ILogger logger)
{
    private const int NoMarker = -1;

    private readonly Dictionary<(string Sha256, string AsOf), PassAnswers> _answers = [];

    /// <summary>Takes note of an answer to a part of a file.</summary>
    public void Take(Batch batch, BatchResult result)
    {
        if (batch.Pass?.File is not { } file)
            return;
        if (!_answers.TryGetValue((file.Sha256, file.AsOf), out var answers))
            _answers[(file.Sha256, file.AsOf)] = answers = new PassAnswers();
        answers.Take(batch, result);
    }

    /// <summary>Forgets a file that was moved away.</summary>
    public void Forget(FileFacts file) => _answers.Remove((file.Sha256, file.AsOf));

    /// <summary>Writes the copy of a closed file that goes back; null if nothing of it is wrong, or it cannot be opened.</summary>
    public async Task<Action<string>?> CopyOfAsync(WaitingFile file, FileState closed, IHubPort hub, CancellationToken cancellationToken)
    {
        try
        {
            var (marks, marker) = closed.End switch
            {
                PassEnd.Whole => await RowsAsync(file, closed.File, hub, cancellationToken),
                PassEnd.Failed => (Whole(file, closed.Reason), NoMarker),
                _ => ([], NoMarker),
            };
            return marks.Count == 0 ? null : target => Write(file, target, marks, marker);
        }
        catch (UnreadableFileException e)
        {
            // It was sound when it was read: the contract of now is another.
            logger.SourceOdd(source, $"{file.Name} 无法标注退回 / could not be marked: {e.Message}");
            return null;
        }
    }

    // A workbook that does not open cannot be marked: the report beside it says so, and the source goes on.
    private void Write(WaitingFile file, string target, IReadOnlyList<CellMark> marks, int marker)
    {
        try
        {
            WorkbookMarks.Write(file.Path, target, marks, marker);
            logger.SourceOdd(source, $"{file.Name} 有误的单元格已标出, 退回在 returned/ / the wrong cells of {file.Name} are marked, it went back into returned/");
        }
        catch (UnreadableFileException e)
        {
            logger.SourceOdd(source, $"{file.Name} 无法标注退回 / could not be marked: {e.Message}");
        }
    }

    private async Task<(List<CellMark> Marks, int Marker)> RowsAsync(WaitingFile file, FileFacts facts, IHubPort hub, CancellationToken cancellationToken)
    {
        var table = TemplateTable.Open(file, source);
        var header = table.Header();
        var rows = new ReturnedRows(table.Layout, header);
        var answers = _answers.GetValueOrDefault((facts.Sha256, facts.AsOf)) ?? new PassAnswers();
        LiveAddresses? held = null;
        var marks = new List<CellMark>();
        foreach (var (number, item, line) in table.Read())
        {
            var wrong = answers.Of(number);
            if (wrong is null)
            {
                held ??= await LiveAddresses.LoadAsync(hub, source, cancellationToken);
                var errors = item.Item.Violations.Where(violation => violation.Severity == Severity.Error).ToList();
                wrong = errors.Count > 0 ? errors : held.IsHeld(item) ? [PassAnswers.Plain(Outcome.Held)] : [];
            }
            marks.AddRange(rows.Marks(line, wrong));
        }
        return (marks, header.Marker);
    }

    // The reading is repeated for the places; the hub's ledger has the reason as it was.
    private List<CellMark> Whole(WaitingFile file, string reason)
    {
        try
        {
            _ = TemplateTable.Open(file, source).Read().Count();
        }
        catch (UnreadableFileException e) when (e.Columns.Count > 0)
        {
            return [.. e.Columns.Select(column => new CellMark(column, e.Line, reason))];
        }
        catch (UnreadableFileException)
        {
            // It is said at the first cell.
        }
        return [new CellMark(0, 1, reason)];
    }
}
