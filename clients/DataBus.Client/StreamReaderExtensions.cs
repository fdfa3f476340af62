using Grpc.Core;

namespace DataBus.Client;

/// <summary>Reads a finite stream.</summary>
internal static class StreamReaderExtensions
{
    /// <summary>The next message; null at the end. Translates the error.</summary>
    public static async Task<T?> NextAsync<T>(this IAsyncStreamReader<T> stream, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await stream.MoveNext(cancellationToken).ConfigureAwait(false) ? stream.Current : null;
        }
        catch (Exception error) when (StatusTranslator.TranslateAny(error, cancellationToken) is var translated && translated != error)
        {
            throw translated;
        }
    }
}
