using DataBus.Adapters.Mapping;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Hub;

/// <summary>The real hub.</summary>
internal sealed class HubPort(BureauClients clients) : IHubPort
{
    private const int MaxHolderLength = 100;
    private const int MaxReasonLength = 500;

    public async Task<IPushStream> OpenAsync(string source, IReadOnlyList<FieldColumns> columns, TimeSpan? freshness, CancellationToken cancellationToken)
    {
        var holder = $"{Environment.MachineName}:{Environment.ProcessId}";
        if (holder.Length > MaxHolderLength)
            holder = holder[^MaxHolderLength..];
        var open = new Open { Source = source, Holder = holder, Columns = { columns } };
        if (freshness is { } every)
            open.Freshness = Duration.FromTimeSpan(every);
        return new PushStream(await clients.Of(source).OpenPushAsync(open, cancellationToken));
    }

    public Task ReportLookAsync(string source, string unreadable, CancellationToken cancellationToken) =>
        clients.Of(source).Freshness.ReportLookAsync(source, Text.Cut(unreadable, MaxReasonLength), cancellationToken);

    public IAsyncEnumerable<AddressState> ListAddressesAsync(string source, CancellationToken cancellationToken) =>
        clients.Of(source).ListAddressesAsync(source, cancellationToken);

    public Task PauseAsync(string source, string reason, CancellationToken cancellationToken) =>
        clients.Of(source).Operations.PauseSourceAsync(source, Text.Cut(reason, MaxReasonLength), cancellationToken);

    public Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken) =>
        clients.Of(source).ListFilesAsync(source, cancellationToken);

    public async Task<IReadOnlyList<Reread>> ListRereadsAsync(string source, CancellationToken cancellationToken) =>
        await clients.Of(source).ListRereadsAsync(source, cancellationToken).ToListAsync(cancellationToken);
}
