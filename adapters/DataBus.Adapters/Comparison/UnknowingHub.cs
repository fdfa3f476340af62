using DataBus.Adapters.Hub;
using DataBus.V1;

namespace DataBus.Adapters.Comparison;

/// <summary>A hub that has nothing: for it, a source reads all that it has.</summary>
internal sealed class UnknowingHub : IHubPort
{
    public Task<IPushStream> OpenAsync(string source, IReadOnlyList<FieldColumns> columns, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A comparison reads; what it mends goes to the real hub.");

    public IAsyncEnumerable<AddressState> ListAddressesAsync(string source, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<AddressState>();

    public Task PauseAsync(string source, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A comparison pauses nothing.");

    public Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FileState>>([]);
}
