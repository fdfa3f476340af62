using System.Buffers.Binary;
using System.Security.Cryptography;
using DataBus.Hub.Log;
using RocksDbSharp;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What the views hold, byte for byte, as a digest of each family.</summary>
internal static class ViewDigests
{
    /// <summary>SHA-256 over all keys and values in key order, 64 hexadecimal digits, by the family's name. Nobody may write meanwhile.</summary>
    public static IReadOnlyDictionary<string, string> Of(HubStore store) =>
        HubStore.Views.ToDictionary(static name => name, name => Of(store.Database, store.Database.GetColumnFamily(name)));

    private static string Of(RocksDb database, ColumnFamilyHandle family)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var iterator = database.NewIterator(family);
        for (iterator.SeekToFirst(); iterator.Valid(); iterator.Next())
        {
            Append(digest, iterator.GetKeySpan());
            Append(digest, iterator.GetValueSpan());
        }
        // A failed read ends it as the last row does.
        Native.Instance.rocksdb_iter_get_error(iterator.Handle);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static void Append(IncrementalHash digest, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        digest.AppendData(length);
        digest.AppendData(bytes);
    }
}
