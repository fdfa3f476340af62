namespace DataBus.Cli;

/// <summary>A file that keeps how far a reader is, so that it goes on there after it was stopped.</summary>
internal sealed class BookmarkFile(string path)
{
    /// <summary>The bookmark kept; null if there is no file yet.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public ReadOnlyMemory<byte>? Read(Texts texts) => Guard(texts, () => File.Exists(path) ? File.ReadAllBytes(path) : (ReadOnlyMemory<byte>?)null);

    /// <summary>Keeps a bookmark, whole or not at all.</summary>
    /// <exception cref="CliException">The file cannot be written.</exception>
    public void Write(ReadOnlyMemory<byte> bookmark, Texts texts) => Guard(texts, () =>
    {
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, bookmark.Span);
        File.Move(fresh, path, overwrite: true);
        return true;
    });

    private T Guard<T>(Texts texts, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, texts.Format("no-bookmark", path, unusable.Message));
        }
    }
}
