using System.Security.Cryptography;
using System.Text.Json;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>
/// Remembers which erasures were confirmed, outside the data directory and its backups, so that they are made again after an older backup was
/// restored. It holds no content and no key: addresses are salted digests.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class ErasureLedger(string path)
{
    private const int SaltBytes = 16;

    /// <summary>All erasures that it knows, oldest first.</summary>
    /// <exception cref="IOException">It cannot be read, or is damaged.</exception>
    public IReadOnlyList<LedgerEntry> Read() => Load().Erasures;

    /// <summary>Adds an erasure, if it is not there yet; when it returns, that is on disk.</summary>
    /// <param name="mark">The erasure's mark.</param>
    /// <param name="addresses">The addresses.</param>
    /// <param name="at">When it was confirmed.</param>
    public void Add(string mark, IEnumerable<AddressKey> addresses, DateTimeOffset at)
    {
        var content = Load();
        if (content.Erasures.Any(one => one.Mark == mark))
            return;
        var entry = new LedgerEntry(mark, at, [.. addresses.Select(address => DigestOf(content.Salt, address))]);
        var full = Path.GetFullPath(path);
        DurableFile.Replace(
            Path.GetDirectoryName(full)!, Path.GetFileName(full), JsonSerializer.SerializeToUtf8Bytes(content with { Erasures = [.. content.Erasures, entry] }));
    }

    /// <summary>Tells whether an address is one of an erasure's.</summary>
    public Func<AddressKey, bool> Matcher(LedgerEntry entry)
    {
        var salt = Load().Salt;
        var digests = entry.Addresses.ToHashSet(StringComparer.Ordinal);
        return address => digests.Contains(DigestOf(salt, address));
    }

    private Content Load()
    {
        if (!File.Exists(path))
            return new Content(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)), []);
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path)) is { Salt: not null, Erasures: not null } content
                ? content
                : throw new JsonException();
        }
        catch (JsonException damage)
        {
            throw LogDamage.Refuse(
                "ERASURE_LEDGER_DAMAGED",
                $"擦除台账 {path} 无法读取。请恢复它；若确知无需重做擦除，可将其移走。",
                $"The erasure ledger {path} cannot be read. Restore it; move it away only if it is known that nothing has to be erased again.",
                damage);
        }
    }

    private static string DigestOf(string salt, AddressKey address) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(salt), .. address.Bytes]));

    private sealed record Content(string Salt, IReadOnlyList<LedgerEntry> Erasures);
}
