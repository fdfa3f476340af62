namespace DataBus.Hub.Log;

/// <summary>The one log. One writer appends; any number of readers follow it and never see anything beyond the head.</summary>
internal interface IExchangeLog
{
    /// <summary>Newest revision on disk.</summary>
    ulong Head { get; }

    /// <summary>Oldest revision from which on the log is whole; below it is only what is still needed: see the TrimPlan.</summary>
    ulong Floor { get; }

    /// <summary>How far the log is trimmed.</summary>
    LogTrim Trim { get; }

    /// <summary>The log's history: a revision means something only together with it.</summary>
    string Epoch { get; }

    /// <summary>Where it stands on disk: at the head, or a moment ahead of it.</summary>
    LogTail Tail { get; }

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

    /// <summary>The record that covers a revision, below the floor a sparse one maybe; null beyond the head.</summary>
    /// <exception cref="HubException">DATA_LOSS, as for <see cref="Read"/>.</exception>
    LogRecord? Find(ulong revision);

    /// <summary>The raw row that a revision holds; null if there is none.</summary>
    /// <exception cref="HubException">DATA_LOSS, as for <see cref="Read"/>.</exception>
    ReadOnlyMemory<byte>? ReadRaw(ulong revision);

    /// <summary>Replaces records below the floor by what a trim leaves of them; when it returns, that is on disk, or nothing of it.</summary>
    /// <param name="records">The records, with the chain that they had.</param>
    /// <param name="upTo">Up to where all is rewritten then, at the end of a record below the floor.</param>
    /// <exception cref="LogFailedException">As for <see cref="Append"/>.</exception>
    void Rewrite(IReadOnlyCollection<LogRecord> records, ulong upTo);

    /// <summary>
    /// Replaces records by what an erasure leaves of them and removes raw rows; when it returns, that is on disk, or nothing of it. Only while
    /// the entry that names the records is the newest about rewriting.
    /// </summary>
    /// <exception cref="LogFailedException">As for <see cref="Append"/>.</exception>
    void Erase(IReadOnlyCollection<LogRecord> records, IReadOnlyCollection<ulong> rawRows);

    /// <summary>
    /// Removes the bytes of all that was replaced or removed from the files: waits until nobody reads as of before, flushes and compacts every
    /// family to the bottom. Takes about as long as reading and writing the whole database.
    /// </summary>
    Task PurgeAsync(CancellationToken cancellationToken);

    /// <summary>Gives the space of what was rewritten in a range back to the disk. Takes about as long as reading that part.</summary>
    void GiveBack(ulong first, ulong last);

    /// <summary>Completes as soon as the head is above <paramref name="seenHead"/>; carries no data, so that nothing can be lost.</summary>
    Task WaitForAppendAsync(ulong seenHead, CancellationToken cancellationToken);
}
