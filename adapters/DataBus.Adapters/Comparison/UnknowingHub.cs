using DataBus.Adapters.Hub;
using DataBus.V1;

namespace DataBus.Adapters.Comparison;

/// <summary>A hub that has nothing: for it, a source reads all that it has.</summary>
internal sealed class UnknowingHub : IHubPort
{
    /// <summary>Where a source stands that is read whole for another purpose than pushing what is new.</summary>
    public static ReadState FromTheBeginning => new("", null, Once: true, new UnknowingHub()) { IsFresh = true };

    public Task<IPushStream> OpenAsync(string source, IReadOnlyList<FieldColumns> columns, TimeSpan? freshness, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This only reads; what is pushed goes to the real hub.");

    public Task ReportLookAsync(string source, string unreadable, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This only reads; it reports nothing.");

    public IAsyncEnumerable<AddressState> ListAddressesAsync(string source, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<AddressState>();

    public Task PauseAsync(string source, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This only reads; it pauses nothing.");

    public Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FileState>>([]);

    public Task<IReadOnlyList<Reread>> ListRereadsAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Reread>>([]);
}
