using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace DataBus.Hub.Log;

/// <summary>
/// Where the log stood, kept outside the database: RocksDB opens silently at the last sound byte, and only this tells that there was more.
/// </summary>
/// <param name="Epoch">Epoch of the log.</param>
/// <param name="Head">A revision that was on disk.</param>
/// <param name="Chain">C of the record that ends at it, 64 hexadecimal digits.</param>
internal sealed record HeadNote(string Epoch, ulong Head, string Chain)
{
    public const string FileName = "head.note";

    /// <summary>The note of a data directory; null if there is none.</summary>
    /// <exception cref="HubException">DATA_LOSS: there is one, but it is damaged.</exception>
    public static HeadNote? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        return Parse(File.ReadAllText(path, Encoding.Latin1)) ?? throw LogDamage.Refuse(
            "HEAD_NOTE_DAMAGED",
            $"{path} 已损坏,无法确认日志完整。请从备份恢复,或用 --accept-loss 启动(开始新纪元)。",
            $"{path} is damaged, so nobody knows whether the log is whole. Restore, or start with --accept-loss (begins a new epoch).");
    }

    /// <summary>Replaces the note of a data directory; when it returns, the new one is on disk.</summary>
    /// <exception cref="IOException">The disk refused; the old note stands.</exception>
    public void Write(string directory) => DurableFile.Replace(directory, FileName, Encoding.Latin1.GetBytes(Format()));

    private string Format()
    {
        var facts = string.Create(CultureInfo.InvariantCulture, $"databus-head-1 {Epoch} {Head} {Chain}");
        return $"{facts} {Checksum(facts)}\n";
    }

    private static HeadNote? Parse(string text)
    {
        var words = text.Split(' ');
        if (words.Length != 5 || !ulong.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var head))
            return null;
        var note = new HeadNote(words[1], head, words[3]);
        return note.Format() == text ? note : null;
    }

    private static string Checksum(string facts) =>
        XxHash3.HashToUInt64(Encoding.Latin1.GetBytes(facts)).ToString("x16", CultureInfo.InvariantCulture);
}
