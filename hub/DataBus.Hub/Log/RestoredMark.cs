using System.Text.Json;

namespace DataBus.Hub.Log;

/// <summary>
/// Marks a data directory that comes from a backup, from the first byte of the restoring until the new epoch stands: its revisions may have gone
/// out before with other content.
/// </summary>
/// <param name="IsComplete">False: the restoring did not end, and the directory must not be used.</param>
/// <param name="Epoch">Epoch of the backup.</param>
/// <param name="Head">Up to which revision the backup reaches.</param>
/// <param name="MadeAt">When the backup was made.</param>
internal sealed record RestoredMark(bool IsComplete, string Epoch, ulong Head, DateTimeOffset MadeAt)
{
    public const string FileName = "restored.json";

    /// <summary>The mark of a directory; null if it has none.</summary>
    /// <exception cref="HubException">DATA_LOSS: the restoring did not end, or the mark cannot be read.</exception>
    public static RestoredMark? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        return Parse(path) is { IsComplete: true } mark ? mark : throw LogDamage.Refuse(
            "RESTORE_UNFINISHED",
            $"向 {directory} 的恢复没有完成（见 {FileName}），不能启动。请清空该目录并重新恢复。",
            $"The restoring into {directory} did not end (see {FileName}); it cannot be started. Empty it and restore again.");
    }

    /// <summary>Puts it into a directory; when it returns, it is on disk.</summary>
    /// <exception cref="IOException">The disk refused; the old mark stands.</exception>
    public void Write(string directory) => DurableFile.Replace(directory, FileName, JsonSerializer.SerializeToUtf8Bytes(this));

    private static RestoredMark? Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RestoredMark>(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
