namespace DataBus.Hub.Log;

/// <summary>One record of the log.</summary>
/// <param name="Type">What the body is.</param>
/// <param name="FirstRevision">First revision that it covers; its key.</param>
/// <param name="Count">How many revisions it covers, at least 1.</param>
/// <param name="Body">A *Body message of log.proto in wire form, exactly as an unfiltered reader gets it.</param>
internal sealed record LogRecord(RecordType Type, ulong FirstRevision, uint Count, ReadOnlyMemory<byte> Body)
{
    /// <summary>Last revision that it covers.</summary>
    public ulong LastRevision => FirstRevision + Count - 1;

    /// <summary>By what its digest is made.</summary>
    public DigestAlgorithm Algorithm { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>32 bytes, set when read: the chain up to and with this record.</summary>
    public ReadOnlyMemory<byte> Chain { get; init; }

    /// <summary>32 bytes, set when a record is read that a trim rewrote: the digest that it was appended with, which its chain has. Else empty.</summary>
    public ReadOnlyMemory<byte> AppendedDigest { get; init; }

    /// <summary>Whether a trim rewrote it: it still covers its revisions, but not each of them is in it.</summary>
    public bool IsSparse => !AppendedDigest.IsEmpty;

    /// <summary>The record as it is stored, set when read; <see cref="Body"/> is its end.</summary>
    public ReadOnlyMemory<byte> Stored { get; init; }
}
