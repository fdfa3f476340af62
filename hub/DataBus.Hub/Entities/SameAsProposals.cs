using System.Buffers.Binary;
using System.Text;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>
/// Finds enterprises with two codes: the same organisation's own number (places 9 to 17 of the uscc) and the same name in both
/// registrations. Seen in public registers, each pair a re-registered body; but it only proposes, since names are not unique.
/// </summary>
internal sealed class SameAsProposals(IViewReader view, IExchangeLog log)
{
    private const string Registration = "enterprise.registration";
    private const int OwnNumberStart = 8;
    private const int OwnNumberLength = 9;

    private static readonly byte[] _usccPrefix = [(byte)Kind.Enterprise, .. "uscc\0"u8];

    /// <summary>The proposals in key order; pairs that are joined, or about which an operator has said something, are left out.</summary>
    public IEnumerable<SameAsProposal> All() => Candidates()
        .GroupBy(static one => (Number: OwnNumberOf(one.Entity), Name: TextFold.Of(one.Name)))
        .SelectMany(static same => Pairs([.. same]))
        .Where(pair => IsOpen(pair.One.Entity, pair.Other.Entity))
        .Select(static pair => new SameAsProposal { One = pair.One.Entity.ToKey(), Other = pair.Other.Entity.ToKey(), Name = pair.One.Name });

    private IEnumerable<(AddressKey Entity, string Name)> Candidates()
    {
        var twice = NumbersMetTwice();
        foreach (var (key, slot) in Registrations().Where(row => twice.Contains(Packed(row.Key))))
        {
            if (ContentReader.Read(log, slot.Revision)?.Change.Registration is { } registration)
                yield return (new AddressKey(key.Entity()), registration.Name);
        }
    }

    // Eight bytes an enterprise: all of a city fits in memory. The ninth place is the check character of the other eight.
    private HashSet<ulong> NumbersMetTwice()
    {
        var met = new HashSet<ulong>();
        return [.. Registrations().Select(static row => Packed(row.Key)).Where(number => !met.Add(number))];
    }

    private IEnumerable<KeyValuePair<AddressKey, Slot>> Registrations() =>
        view.Scan(_usccPrefix).Where(static row => row.Value.IsLive && row.Key.Facet == Registration);

    private bool IsOpen(AddressKey one, AddressKey other) =>
        view.FindLink(one, other)?.Word is null && !KeyGroup.Of(one, view).Entities.Contains(other);

    private static IEnumerable<(T One, T Other)> Pairs<T>(IReadOnlyList<T> all) =>
        all.SelectMany((one, at) => all.Skip(at + 1).Select(other => (one, other)));

    private static ulong Packed(AddressKey key) => BinaryPrimitives.ReadUInt64BigEndian(OwnNumber(key));

    private static string OwnNumberOf(AddressKey key) => Encoding.ASCII.GetString(OwnNumber(key));

    // Only sound codes are keys, and those have 18 ASCII characters.
    private static ReadOnlySpan<byte> OwnNumber(AddressKey key) => key.Bytes.AsSpan(_usccPrefix.Length + OwnNumberStart, OwnNumberLength);
}
