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

    /// <summary>
    /// Says that a reader cannot take a change; the frame is acknowledged all the same. Operators see it until it is settled, or a newer version of
    /// the address is acknowledged. The owner of the name only.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="revision">Revision of the change, which was delivered.</param>
    /// <param name="reason">Why, without values of fields.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<RejectResponse> RejectAsync(string name, ulong revision, string reason, CancellationToken cancellationToken = default)
    {
        var request = new RejectRequest { Name = name, Revision = revision, Reason = reason };
        return _connection.CallAsync(options => _connection.Readers.RejectAsync(request, options), cancellationToken);
    }

    /// <summary>Lists rejections, newest first: operators all, others those of their own names.</summary>
    /// <param name="name">Of this name; empty: of all.</param>
    /// <param name="all">True: closed ones too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ListRejectionsResponse> ListRejectionsAsync(string name = "", bool all = false, CancellationToken cancellationToken = default)
    {
        var request = new ListRejectionsRequest { Name = name, All = all };
        return _connection.CallAsync(options => _connection.Readers.ListRejectionsAsync(request, options), cancellationToken);
    }

    /// <summary>Closes a rejection that was settled. Operators only.</summary>
    public Task<CloseRejectionResponse> CloseRejectionAsync(string name, ulong revision, string reason, CancellationToken cancellationToken = default)
    {
        var request = new CloseRejectionRequest { Name = name, Revision = revision, Reason = reason };
        return _connection.CallAsync(options => _connection.Readers.CloseRejectionAsync(request, options), cancellationToken);
    }

    /// <summary>Moves a name; its open stream goes on there. Operators only.</summary>
    public Task<SeekReaderResponse> SeekAsync(SeekReaderRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Readers.SeekReaderAsync(request, options), cancellationToken);

    /// <summary>Drops a name that nobody uses any more. Operators only.</summary>
    public Task<DropReaderResponse> DropAsync(string name, string reason, CancellationToken cancellationToken = default)
    {
        var request = new DropReaderRequest { Name = name, Reason = reason };
        return _connection.CallAsync(options => _connection.Readers.DropReaderAsync(request, options), cancellationToken);
    }

    /// <summary>Lists the names with how far each is and why: operators all, others their own.</summary>
    public Task<ListReadersResponse> ListAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Readers.ListReadersAsync(new ListReadersRequest(), options), cancellationToken);
}
