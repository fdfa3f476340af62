namespace DataBus.Adapters.Sources.Files;

/// <summary>
/// Files that were read under another history of the hub: they lie in <c>done</c>, and its ledger does not know them, because it
/// is new or was restored from a backup. They are offered again, in their order.
/// </summary>
internal sealed class DoneAgain(DropFolder folder, Action<int> found)
{
    private readonly Queue<WaitingFile> _files = new();

    /// <summary>Looks for them, once after each opening, and puts back what can be.</summary>
    public async Task OfferAsync(FileLedger ledger, bool isFresh, CancellationToken cancellationToken)
    {
        if (isFresh)
            await FindAsync(ledger, cancellationToken);
        // One of the same name has to be read first.
        while (_files.TryPeek(out var file) && folder.GiveBack(file))
            _files.Dequeue();
    }

    private async Task FindAsync(FileLedger ledger, CancellationToken cancellationToken)
    {
        _files.Clear();
        foreach (var file in folder.Done())
        {
            // Without an as-of the name tells nothing: next week's list has the same. A return workbook has another name since it was read.
            var isKnown = file.AsOf.Length > 0 && !file.Pattern.IsReturned
                ? ledger.Has(file.Name, file.AsOf)
                : ledger.Has(file.Facts(await FileBytes.Sha256Async(file.Path, cancellationToken)));
            if (!isKnown)
                _files.Enqueue(file);
        }
        if (_files.Count > 0)
            found(_files.Count);
    }
}
