using DataBus.Hub.Log;

namespace DataBus.Hub.Entities;

/// <summary>Every content that an address ever had: a walk along what each change replaces.</summary>
internal static class History
{
    /// <summary>Newest first, tombstones among them; an EVENT address has the contents of all its events.</summary>
    /// <param name="address">The address.</param>
    /// <param name="view">The views.</param>
    /// <param name="log">The log.</param>
    /// <param name="ended">Told that what came before is not kept any more.</param>
    public static IEnumerable<Content> Of(AddressKey address, IViewReader view, IExchangeLog log, Action? ended = null)
    {
        var heads = new PriorityQueue<ulong, ulong>(Comparer<ulong>.Create(static (left, right) => right.CompareTo(left)));
        foreach (var (_, slot) in view.Scan(address.Bytes))
            Enqueue(heads, slot.Revision);

        while (heads.TryDequeue(out var revision, out _))
        {
            if (ContentReader.Read(log, revision) is not { } content)
            {
                ended?.Invoke();
                continue;
            }
            yield return content;
            Enqueue(heads, content.Change.Hub?.Replaces ?? 0);
        }
    }

    private static void Enqueue(PriorityQueue<ulong, ulong> heads, ulong revision)
    {
        if (revision != 0)
            heads.Enqueue(revision, revision);
    }
}
