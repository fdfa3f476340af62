namespace DataBus.Hub.Entities;

/// <summary>Gives readers the newest published state of the views.</summary>
internal interface IViews
{
    /// <summary>The watermark of the newest published state.</summary>
    ulong Watermark { get; }

    /// <summary>The newest state, now.</summary>
    IViewReader Newest();

    /// <summary>The newest state as soon as it covers <paramref name="revision"/>.</summary>
    /// <exception cref="HubException">UNAVAILABLE: the hub stops or its views failed.</exception>
    Task<IViewReader> AtLeastAsync(ulong revision, CancellationToken cancellationToken);
}
