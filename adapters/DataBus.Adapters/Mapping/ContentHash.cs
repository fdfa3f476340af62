using System.Buffers.Binary;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>Origin hashes as numbers, which compare without a buffer.</summary>
internal static class ContentHash
{
    /// <summary>Hash of a change's content.</summary>
    public static UInt128 Of(Change change) => Of(OriginHash.Of(change));

    /// <summary>The number of a hash of 16 bytes.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
