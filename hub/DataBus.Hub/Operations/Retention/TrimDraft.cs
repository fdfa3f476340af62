using System.Security.Cryptography;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations.Retention;

/// <summary>A trim worked out to its end, of which nothing is done yet.</summary>
/// <param name="Plan">What goes.</param>
/// <param name="Entry">What the CHECKPOINT would say.</param>
internal sealed record TrimDraft(TrimPlan Plan, TrimBegun Entry)
{
    private const int PageBytes = 1 << 20;

    /// <summary>Works it out; reads all that is below the floor twice.</summary>
    /// <param name="log">The log.</param>
    /// <param name="floor">The first revision of a record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static TrimDraft Make(IExchangeLog log, ulong floor, CancellationToken cancellationToken)
    {
        var plan = TrimPlan.Make(log, 0, floor, cancellationToken);
        var seed = RandomNumberGenerator.GetBytes(LogRecordCodec.SaltSize);
        var entry = new TrimBegun { Floor = floor, FloorBefore = log.Floor, Seed = ByteString.CopyFrom(seed) };
        var state = HashChain.Start.ToArray();
        for (ulong at = 0; at + 1 < floor;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var record in log.Read(at, PageBytes).TakeWhile(record => record.LastRevision < floor))
            {
                at = record.LastRevision;
                var sparse = SparseRecord.Of(record, plan, seed, out var dropped);
                HashChain.Next(DigestAlgorithm.Sha256, state, LogRecordCodec.DigestOf(sparse).Span, state);
                entry.Dropped += (ulong)dropped;
                entry.Rewritten += dropped > 0 ? 1UL : 0;
                entry.Bytes += (ulong)(record.Body.Length - sparse.Body.Length);
                entry.Chain = UnsafeByteOperations.UnsafeWrap(record.Chain);
            }
        }
        entry.DroppedInAll = log.Trim.Dropped + entry.Dropped;
        entry.Digest = ByteString.CopyFrom(state);
        return new TrimDraft(plan, entry);
    }
}
