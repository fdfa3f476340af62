using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Entities;

/// <summary>What an erasure leaves of entries and rows: what was where, when, by which rules and by whom, and nothing of the contents.</summary>
internal static class Erased
{
    /// <summary>Whether a change carries a content that an erasure takes.</summary>
    public static bool IsContent(Change change) =>
        change.ContentCase is not (Change.ContentOneofCase.None or Change.ContentOneofCase.Tombstone or Change.ContentOneofCase.Pending);

    /// <summary>Strips what was held.</summary>
    public static void Strip(HeldEntry entry)
    {
        entry.Change = Stripped(entry.Change);
        Strip(entry.Violations);
        entry.RawDigest = ByteString.Empty;
        // What has no address is known by its hash alone.
        if (!entry.Unkeyed)
            entry.OriginHash = ByteString.Empty;
    }

    /// <summary>Strips an act on it.</summary>
    public static void Strip(DeskEntry act)
    {
        act.Content = Stripped(act.Content);
        Strip(act.Violations);
    }

    /// <summary>Strips the row of a failed push, as if it had been made of stripped entries.</summary>
    public static void Strip(HeldItem item, ulong erasure)
    {
        Strip(item.Entry);
        Strip(item.Violations);
        item.Patched = Stripped(item.Patched);
        item.ErasedBy = erasure;
    }

    // The address stays, so that it is known of whom there was something.
    private static Change? Stripped(Change? change) => change is null || Addresses.Of(change) is not { } address
        ? null
        : new Change
        {
            Key = address.Key,
            SourceVersion = change.SourceVersion,
            Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance },
        };

    // The texts of rules quote values.
    private static void Strip(IEnumerable<Violation> violations)
    {
        foreach (var violation in violations)
            (violation.Value, violation.MessageZh, violation.MessageEn) = ("", "", "");
    }
}
