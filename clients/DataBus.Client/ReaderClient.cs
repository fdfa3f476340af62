using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Client;

/// <summary>Durable names of subscriptions; the guarantees are those of <c>ReaderService</c> in protos/databus/v1/reader.proto.</summary>
public sealed class ReaderClient
{
    private readonly HubConnection _connection;

    internal ReaderClient(HubConnection connection) => _connection = connection;

    /// <summary>Says that a reader has dealt with everything up to a frame; on disk when it returns. The owner of the name only.</summary>
    /// <param name="name">The name.</param>
    /// <param name="bookmark">The frame's bookmark.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AcknowledgeResponse> AcknowledgeAsync(string name, ReadOnlyMemory<byte> bookmark, CancellationToken cancellationToken = default)
    {
        var request = new AcknowledgeRequest { Name = name, Bookmark = ByteString.CopyFrom(bookmark.Span) };
        return _connection.CallAsync(options => _connection.Readers.AcknowledgeAsync(request, options), cancellationToken);
    }

    /// <summary>Lists the names with how far each is and why: operators all, others their own.</summary>
    public Task<ListReadersResponse> ListAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Readers.ListReadersAsync(new ListReadersRequest(), options), cancellationToken);
}
