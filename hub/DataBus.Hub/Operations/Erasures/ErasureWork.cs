using System.Security.Cryptography;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>Works on records: finds those that an erasure rewrites, enters them, rewrites them.</summary>
internal sealed class ErasureWork(IExchangeLog log, IIntake intake)
{
    /// <summary>About how much of the log is read, and at most rewritten, by one batch; tests make it small.</summary>
    internal int BatchBytes { get; init; } = 1 << 20;

    /// <summary>Finds the records and enters them, before the first of them is touched.</summary>
    public async Task<ErasureBegun> BeginAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        var begun = new ErasureBegun { Erasure = erasure.Id, Seed = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(LogRecordCodec.SaltSize)) };
        var rewritten = new ErasedRecords(DecisionOf(erasure), begun.Seed.Memory);
        for (ulong at = 0; at + 1 < erasure.Decision;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var record in log.Read(at, BatchBytes).TakeWhile(record => record.LastRevision < erasure.Decision))
            {
                at = record.LastRevision;
                if (rewritten.Of(record) is { } left)
                    begun.Records.Add(new ErasedRecord { Revision = record.FirstRevision, Before = Digest(record), After = Digest(left) });
            }
        }
        _ = await intake.EnterErasureAsync(new EraseBody { Begun = begun }, cancellationToken);
        return begun;
    }

    /// <summary>Rewrites the records that are not yet as the entry says, and removes the raw rows.</summary>
    public void Rewrite(Erasure erasure, ErasureBegun begun, CancellationToken cancellationToken)
    {
        var decided = DecisionOf(erasure);
        var rewritten = new ErasedRecords(decided, begun.Seed.Memory);
        log.Erase([], decided.Failed);
        var batch = new List<LogRecord>();
        foreach (var erased in begun.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = log.Find(erased.Revision)!;
            if (Digest(record) == erased.After)
                continue;
            var left = rewritten.Of(record);
            if (left is null || Digest(left) != erased.After)
                throw LogDamage.At(erased.Revision, "不是擦除记录所说的内容", "it is not what the erasure met");
            batch.Add(left);
            if (batch.Sum(static one => (long)one.Stored.Length) >= BatchBytes)
                Write(batch);
        }
        Write(batch);
    }

    /// <summary>What was confirmed.</summary>
    public ErasureDecided DecisionOf(Erasure erasure) => EraseBody.Parser.ParseFrom(log.Find(erasure.Decision)!.Body.Span).Decided;

    /// <summary>The records of an erasure that were entered.</summary>
    public ErasureBegun BegunOf(Erasure erasure) => EraseBody.Parser.ParseFrom(log.Find(erasure.Entry)!.Body.Span).Begun;

    private void Write(List<LogRecord> batch)
    {
        log.Erase(batch, []);
        batch.Clear();
    }

    private static ByteString Digest(LogRecord record) => UnsafeByteOperations.UnsafeWrap(LogRecordCodec.DigestOf(record));
}
