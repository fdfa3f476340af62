namespace DataBus.Hub.Log;

/// <summary>The one log. One writer appends; any number of readers follow it and never see anything beyond the head.</summary>
internal interface IExchangeLog
{
    /// <summary>Newest revision on disk.</summary>
    ulong Head { get; }

    /// <summary>Oldest revision kept.</summary>
    ulong Floor { get; }

    /// <summary>The log's history: a revision means something only together with it.</summary>
    string Epoch { get; }

    /// <summary>32 bytes: the chain up to and with the record that ends at the head.</summary>
    ReadOnlyMemory<byte> ChainAtHead { get; }

    /// <summary>Appends a group; when it returns, the group is on disk and the head has moved.</summary>
    /// <exception cref="LogConflictException">The head is not the expected one; nothing was written.</exception>
    /// <exception cref="LogFailedException">The disk failed, now or before; only opening the log again helps.</exception>
    void Append(LogGroup group);

    /// <summary>
    /// The records whose last revision is above <paramref name="afterRevision"/>, in order, up to the one whose body reaches
    /// <paramref name="maxBytes"/> in all: at least one if there is any, none at the head.
    /// </summary>
    /// <exception cref="HubException">DATA_LOSS: what should be there cannot be read; names the file or the revision.</exception>
    IReadOnlyList<LogRecord> Read(ulong afterRevision, int maxBytes);

    /// <summary>The record that covers a revision; null beyond the head and below the floor.</summary>
    /// <exception cref="HubException">DATA_LOSS, as for <see cref="Read"/>.</exception>
    LogRecord? Find(ulong revision);

    /// <summary>The raw row that a revision holds; null if there is none.</summary>
    /// <exception cref="HubException">DATA_LOSS, as for <see cref="Read"/>.</exception>
    ReadOnlyMemory<byte>? ReadRaw(ulong revision);

    /// <summary>Completes as soon as the head is above <paramref name="seenHead"/>; carries no data, so that nothing can be lost.</summary>
    Task WaitForAppendAsync(ulong seenHead, CancellationToken cancellationToken);
}
