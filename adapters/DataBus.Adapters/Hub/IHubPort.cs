using DataBus.V1;

namespace DataBus.Adapters.Hub;

/// <summary>What the kit asks of the hub; tests put a hub of their own here.</summary>
internal interface IHubPort
{
    /// <summary>Opens a source for pushing.</summary>
    /// <param name="source">The source.</param>
    /// <param name="columns">Which columns each field is made from.</param>
    /// <param name="freshness">How often it should be heard from; null: nothing is said.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    Task<IPushStream> OpenAsync(string source, IReadOnlyList<FieldColumns> columns, TimeSpan? freshness, CancellationToken cancellationToken);

    /// <summary>Tells that a source was looked at and nothing was pushed: why it cannot be read; empty: there was nothing.</summary>
    Task ReportLookAsync(string source, string unreadable, CancellationToken cancellationToken);

    /// <summary>Lists every address that a source has written.</summary>
    IAsyncEnumerable<AddressState> ListAddressesAsync(string source, CancellationToken cancellationToken);

    /// <summary>Pauses a source, so that operators see why.</summary>
    Task PauseAsync(string source, string reason, CancellationToken cancellationToken);

    /// <summary>Lists the files of a source that the hub knows.</summary>
    Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken);

    /// <summary>Lists the failed pushes whose rows are to be read again.</summary>
    Task<IReadOnlyList<Reread>> ListRereadsAsync(string source, CancellationToken cancellationToken);
}
