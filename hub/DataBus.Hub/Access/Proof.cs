using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>What a caller has shown for who it is.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="From">From when it holds.</param>
/// <param name="Until">Until when.</param>
/// <param name="Serial">Serial number of a certificate, hexadecimal in capitals; empty for a token.</param>
internal sealed record Proof(CallerName Name, DateTimeOffset From, DateTimeOffset Until, string Serial);
