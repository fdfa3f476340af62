namespace DataBus.Hub.Access;

/// <summary>What is made of files, and made anew when one of them has changed; while the new ones cannot be used, the old stays.</summary>
internal sealed class FileMade<T>(IReadOnlyList<string> paths, Func<T> make, ILogger logger) where T : class
{
    private readonly Lock _lock = new();
    private string _stamp = "";
    private string _refused = "";
    private T? _value;

    /// <exception cref="Exception">At the first time only: what making it throws.</exception>
    public T Value
    {
        get
        {
            lock (_lock)
            {
                var stamp = string.Join('|', paths.Select(static path => File.GetLastWriteTimeUtc(path).Ticks));
                if (_value is null || stamp != _stamp)
                    _value = Renew(stamp);
                return _value;
            }
        }
    }

    private T Renew(string stamp)
    {
        if (_value is null)
        {
            _stamp = stamp;
            return make();
        }

        try
        {
            var made = make();
            _stamp = stamp;
            logger.FilesReadAnew(string.Join(", ", paths));
            return made;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            // They change one after the other: the next look may find them whole.
            if (stamp != _refused)
                logger.FilesUnusable(string.Join(", ", paths), cause);
            _refused = stamp;
            return _value;
        }
    }
}
