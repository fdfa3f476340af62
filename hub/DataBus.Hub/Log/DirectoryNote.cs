using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Grpc.Core;

namespace DataBus.Hub.Log;

/// <summary>What a data directory says of itself: in which format it is, and which directory it is, so that a copy is known as one.</summary>
/// <param name="Format">Number of the format of the files in it.</param>
/// <param name="Home">The directory that the note was written in; null where none can be told.</param>
internal sealed record DirectoryNote(int Format, DirectoryHome? Home)
{
    public const string FileName = "directory.note";

    /// <summary>The format that this hub writes. A directory without a note is of format 1, which is older than the note.</summary>
    public const int CurrentFormat = 1;

    private const string NoHome = "-";

    /// <summary>The note of a directory; null if there is none.</summary>
    /// <exception cref="HubException">DATA_LOSS: there is one, but it is damaged.</exception>
    public static DirectoryNote? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        return Parse(File.ReadAllText(path, Encoding.Latin1)) ?? throw LogDamage.Refuse(
            "DIRECTORY_NOTE_DAMAGED",
            $"{path} 已损坏，无法确认数据格式，也无法确认这是不是副本。请从备份恢复；若确知此目录不是副本且由本版本写成，可删除该文件后启动。",
            $"{path} is damaged, so nobody knows the format of the data, nor whether this is a copy. Restore from a backup; if you are sure that the "
            + "directory is no copy and was written by this version, delete the file and start.");
    }

    /// <summary>The note that belongs into a directory now.</summary>
    public static DirectoryNote OfNow(string directory) => new(CurrentFormat, DirectoryHome.Of(directory));

    /// <summary>Puts it into a directory; when it returns, it is on disk.</summary>
    /// <exception cref="IOException">The disk refused; the old note stands.</exception>
    public void Write(string directory) => DurableFile.Replace(directory, FileName, Encoding.Latin1.GetBytes(ToText()));

    /// <exception cref="HubException">FAILED_PRECONDITION: the directory was written by a newer hub.</exception>
    public static void DemandFormat(string directory, int format)
    {
        if (format <= CurrentFormat)
            return;
        throw new HubException(new Refusal(
            StatusCode.FailedPrecondition,
            "DATA_FORMAT_NEWER",
            $"{directory} 的数据格式为 {format}，本版本只认到 {CurrentFormat}。请使用写成它的版本，或更新的版本；数据未被改动。",
            $"The data in {directory} has format {format}, and this version knows formats up to {CurrentFormat}. Use the version that wrote it, or a "
            + "newer one; nothing was changed."));
    }

    private static DirectoryNote? Parse(string text)
    {
        if (text.Split(' ') is not ["databus-directory-1", var number, var home, _]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var format))
            return null;
        var note = new DirectoryNote(format, DirectoryHome.Parse(home));
        return note.ToText() == text ? note : null;
    }

    private string ToText()
    {
        var facts = string.Create(CultureInfo.InvariantCulture, $"databus-directory-1 {Format} {Home?.ToString() ?? NoHome}");
        return string.Create(CultureInfo.InvariantCulture, $"{facts} {XxHash3.HashToUInt64(Encoding.Latin1.GetBytes(facts)):x16}\n");
    }
}
