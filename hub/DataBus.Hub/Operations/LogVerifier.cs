using DataBus.Hub.Log;
using DataBus.V1;
using RocksDbSharp;

namespace DataBus.Hub.Operations;

/// <summary>
/// Reads the whole log and checks it: keys in order, revisions without gap, bodies that can be read and agree with their headers, the chain,
/// and the checksums of all data files. Never repairs.
/// </summary>
internal static class LogVerifier
{
    /// <summary>Checks the log of a running hub up to its head of now, while it is appended to.</summary>
    /// <param name="store">The store.</param>
    /// <param name="log">Its log.</param>
    /// <param name="from">First revision to check; 0: the oldest kept.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Progress about every 16 MB; the last one is done and says what was found.</returns>
    public static IEnumerable<VerifyResponse> Verify(HubStore store, IExchangeLog log, ulong from, CancellationToken cancellationToken)
    {
        using var use = store.Use();
        foreach (var step in Walk(store.Database, store.Log, from, log.Head, cancellationToken))
            yield return step;
    }

    /// <summary>Checks the log of a data directory that no hub has open. Changes nothing there.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>As for a running hub.</returns>
    /// <exception cref="HubException">DATA_IN_USE: a hub has it open.</exception>
    public static IEnumerable<VerifyResponse> VerifyDirectory(string directory, CancellationToken cancellationToken)
    {
        using var directoryLock = DirectoryLock.Take(directory);
        foreach (var step in VerifyFiles(directory, cancellationToken))
            yield return step;
    }

    /// <summary>Checks the log of a directory that no hub ever opens, as a backup's: not even a lock is written there.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>As for a running hub; sound, at revision 0, if there is no log.</returns>
    public static IEnumerable<VerifyResponse> VerifyFiles(string directory, CancellationToken cancellationToken)
    {
        if (Refusal(directory) is { } refusal)
        {
            yield return new VerifyResponse { Done = true, Problem = refusal };
            yield break;
        }
        using var log = ClosedLog.Open(directory);
        if (log is null)
        {
            yield return new VerifyResponse { Done = true, Sound = true };
            yield break;
        }
        var head = LogTail.Read(log.Database, log.Family).Head;
        foreach (var step in Walk(log.Database, log.Family, 0, head, cancellationToken))
            yield return step;
    }

    private static string? Refusal(string directory)
    {
        try
        {
            _ = LogInspection.Demand(directory, acceptLoss: false);
            return null;
        }
        catch (HubException e)
        {
            return e.Message;
        }
    }

    private static IEnumerable<VerifyResponse> Walk(
        RocksDb database, ColumnFamilyHandle log, ulong from, ulong head, CancellationToken cancellationToken)
    {
        using var walk = new LogWalk(database, log, from, head);
        VerifyResponse step;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            step = walk.Next();
            yield return step;
        }
        while (!step.Done);
    }
}
