using DataBus.V1;

namespace DataBus.Adapters.Sources.Files;

/// <summary>
/// Files that were dealt with under another history of the hub: they lie in <c>done</c> or <c>failed</c>, and its ledger does not know them so,
/// because it is new or was restored from a backup. They are offered again, in their order.
/// </summary>
internal sealed class DoneAgain(DropFolder folder, Action<int> found)
{
    private static readonly PassEnd[] _read = [PassEnd.Whole, PassEnd.AlreadyRead];
    private static readonly PassEnd[] _notRead = [PassEnd.Failed, PassEnd.SetAside];

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
        var unknown = await UnknownAsync(folder.Done(), ledger, _read, cancellationToken);
        unknown.AddRange(await UnknownAsync(folder.Failed(), ledger, _notRead, cancellationToken));
        foreach (var file in DropFolder.InOrder(unknown))
            _files.Enqueue(file);
        if (_files.Count > 0)
            found(_files.Count);
    }

    private static async Task<List<WaitingFile>> UnknownAsync(
        IReadOnlyList<WaitingFile> files, FileLedger ledger, PassEnd[] ends, CancellationToken cancellationToken)
    {
        var unknown = new List<WaitingFile>();
        foreach (var same in files.GroupBy(file => (file.Name, file.AsOf)))
        {
            if (IsKnown([.. same], ledger, ends))
                continue;
            foreach (var file in same)
            {
                if (!ledger.Has(file.Facts(await FileBytes.Sha256Async(file.Path, cancellationToken)), ends))
                    unknown.Add(file);
            }
        }
        return unknown;
    }

    // Names spare reading years of lists at each opening. Without an as-of the name tells nothing: next week's list has the same. Nor does it where one
    // came again corrected: the hub may know the other. A return workbook has another name since it was read.
    private static bool IsKnown(WaitingFile[] same, FileLedger ledger, PassEnd[] ends) =>
        same is [{ AsOf.Length: > 0, Pattern.IsReturned: false } one] && Path.GetFileName(one.Path) == one.Name && ledger.Has(one.Name, one.AsOf, ends);
}
