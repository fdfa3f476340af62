using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Delivery;

/// <summary>A log as it is after its beginning was trimmed.</summary>
internal sealed class FlooredLog(IExchangeLog log, ulong floor) : IExchangeLog
{
    public ulong Head => log.Head;

    public ulong Floor => floor;

    public LogTrim Trim => log.Trim with { Floor = floor };

    public string Epoch => log.Epoch;

    public LogTail Tail => log.Tail;

    public void Append(LogGroup group) => log.Append(group);

    public IReadOnlyList<LogRecord> Read(ulong afterRevision, int maxBytes) => log.Read(Math.Max(afterRevision, floor - 1), maxBytes);

    public LogRecord? Find(ulong revision) => revision < floor ? null : log.Find(revision);

    public ReadOnlyMemory<byte>? ReadRaw(ulong revision) => log.ReadRaw(revision);

    public void Rewrite(IReadOnlyCollection<LogRecord> records, ulong upTo) => log.Rewrite(records, upTo);

    public void Erase(IReadOnlyCollection<LogRecord> records, IReadOnlyCollection<ulong> rawRows) => log.Erase(records, rawRows);

    public Task PurgeAsync(CancellationToken cancellationToken) => log.PurgeAsync(cancellationToken);

    public void GiveBack(ulong first, ulong last) => log.GiveBack(first, last);

    public Task WaitForAppendAsync(ulong seenHead, CancellationToken cancellationToken) => log.WaitForAppendAsync(seenHead, cancellationToken);
}
