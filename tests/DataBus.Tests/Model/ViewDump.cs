using System.Text;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;

namespace DataBus.Tests.Model;

/// <summary>All rows of all views, byte for byte, as text that two states can be compared by.</summary>
internal static class ViewDump
{
    private static readonly string[] _families =
        ["slots", "superseded", "held", "sources", "files", "missing", "links", "jobs", "alerts", "meta"];

    /// <summary>The rows, but for the watermark: entries that change no row move it.</summary>
    public static List<string> Of(HubStore store)
    {
        var rows = new ViewRows(store);
        return [.. _families.SelectMany(family => rows
            .Scan(store.Database.GetColumnFamily(family), [])
            .Where(static row => !row.Key.AsSpan().SequenceEqual(ViewRows.WatermarkKey))
            .Select(row => $"{family} {Encoding.UTF8.GetString(row.Key).Replace('\0', '/')} {Convert.ToHexString(row.Value)}"))];
    }
}
