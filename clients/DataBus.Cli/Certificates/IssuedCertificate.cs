using System.Text.Json.Serialization;

namespace DataBus.Cli.Certificates;

/// <summary>One line of an authority's index.</summary>
/// <param name="Serial">Serial number, hexadecimal in capitals.</param>
/// <param name="Name">Whom it is for: <c>app/dashboard</c>, <c>server/hub</c>.</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="NotAfter">Until when.</param>
internal sealed record IssuedCertificate(
    [property: JsonPropertyName("serial")] string Serial,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("not_before")] DateTimeOffset NotBefore,
    [property: JsonPropertyName("not_after")] DateTimeOffset NotAfter)
{
    /// <summary>When it was revoked; null: it was not.</summary>
    [JsonPropertyName("revoked_at")]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it was revoked.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
