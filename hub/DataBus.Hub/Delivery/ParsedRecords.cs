using System.Runtime.CompilerServices;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Bodies of CHANGES records, each parsed once for all readers that share the record; nobody may change what is in one.</summary>
internal static class ParsedRecords
{
    private static readonly ConditionalWeakTable<LogRecord, ChangesBody> _parsed = [];

    /// <summary>The body of a record.</summary>
    public static ChangesBody Of(LogRecord record) => _parsed.GetValue(record, static one => ChangesBody.Parser.ParseFrom(one.Body.Span));
}
