using System.IO.Hashing;
using DataBus.V1;
using LiteDB;

namespace DataBus.Hub.Desk;

/// <summary>An item of the desk's index as LiteDB keeps it.</summary>
internal static class DeskDocument
{
    /// <summary>Raised when documents are made otherwise of the same failed pushes.</summary>
    public const int Format = 2;

    public static BsonDocument Of(IndexedItem item) => new()
    {
        ["_id"] = (long)item.Id,
        ["source"] = item.Source,
        ["pass"] = item.Pass,
        ["kind"] = (int)item.Kind,
        ["facet"] = item.Facet,
        ["key"] = item.Key,
        ["held"] = item.HeldAt.UtcTicks,
        ["attempts"] = (long)item.Attempts,
        ["state"] = (int)item.State,
        ["patched"] = item.IsPatched,
        ["releasable"] = item.IsReleasable,
        ["due"] = item.Due?.DayNumber ?? 0,
        ["correction"] = (int)item.Correction,
        ["review"] = item.ReviewDue?.UtcTicks ?? 0,
        ["job"] = (long)item.Job,
        ["cause"] = Text(item.Cause.Rule, item.Cause.Field, item.Cause.Pattern),
        ["violations"] = new BsonArray(item.Violations.Select(static one => Text(one.Rule, one.Field, one.Value))),
    };

    public static IndexedItem Read(BsonDocument document) => new()
    {
        Id = (ulong)document["_id"].AsInt64,
        Source = document["source"].AsString,
        Pass = document["pass"].AsString,
        Kind = (Kind)document["kind"].AsInt32,
        Facet = document["facet"].AsString,
        Key = document["key"].AsString,
        HeldAt = new DateTimeOffset(document["held"].AsInt64, TimeSpan.Zero),
        Attempts = (uint)document["attempts"].AsInt64,
        State = (FailedState)document["state"].AsInt32,
        IsPatched = document["patched"].AsBoolean,
        IsReleasable = document["releasable"].AsBoolean,
        Due = document["due"].AsInt32 is > 0 and var day ? DateOnly.FromDayNumber(day) : null,
        Correction = (CorrectionState)document["correction"].AsInt32,
        ReviewDue = document["review"].AsInt64 is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        Job = (ulong)document["job"].AsInt64,
        Cause = new DeskCause(document["cause"][0].AsString, document["cause"][1].AsString, document["cause"][2].AsString),
        Violations = [.. document["violations"].AsArray.Select(static one => new IndexedViolation(one[0].AsString, one[1].AsString, one[2].AsString))],
    };

    /// <summary>Stands for all that a document holds.</summary>
    public static ulong DigestOf(BsonDocument document) => XxHash64.HashToUInt64(BsonSerializer.Serialize(document));

    private static BsonArray Text(string one, string two, string three) => [one, two, three];
}
