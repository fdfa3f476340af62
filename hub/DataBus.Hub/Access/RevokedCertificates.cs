using System.Collections.Concurrent;

namespace DataBus.Hub.Access;

/// <summary>Which certificates are revoked, by serial number; who waits for one is told at once.</summary>
internal sealed class RevokedCertificates
{
    // As many as the authorities have issued and callers have shown: only what they signed gets here.
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _serials = new(StringComparer.Ordinal);

    /// <param name="revoked">Those that are revoked already.</param>
    public RevokedCertificates(IEnumerable<string> revoked)
    {
        foreach (var serial in revoked)
            Revoke(serial);
    }

    /// <summary>Is cancelled when the certificate is, or was, revoked.</summary>
    public CancellationToken Of(string serial) => Source(serial).Token;

    public void Revoke(string serial) => _ = Source(serial).CancelAsync();

    private CancellationTokenSource Source(string serial) => _serials.GetOrAdd(serial, static _ => new CancellationTokenSource());
}
