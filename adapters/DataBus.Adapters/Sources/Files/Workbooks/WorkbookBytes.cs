using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>Looks at a workbook as an archive before it is read: whole, not encrypted, and not larger than memory bears.</summary>
internal static class WorkbookBytes
{
    private const long MaxBytes = 1024L * 1024 * 1024;
    private const long MaxSharedBytes = 128L * 1024 * 1024;
    private const int MaxParts = 10_000;

    // The longest text of a cell is 32,767 characters; a parser takes a piece of markup or text whole into memory.
    private const int MaxPieceBytes = 4 * 1024 * 1024;
    private const int BufferBytes = 128 * 1024;

    private static readonly byte[] _compoundFile = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Tells by its name whether a file is a workbook.</summary>
    public static bool IsWorkbook(string path) =>
        path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xls", StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks a workbook's bytes.</summary>
    /// <exception cref="UnreadableFileException">They cannot or must not be read.</exception>
    public static void DemandReadable(string path)
    {
        using var file = File.OpenRead(path);
        DemandArchive(file);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxParts)
                throw TooLarge();
            var total = 0L;
            foreach (var entry in archive.Entries)
                total += Inflate(entry, MaxBytes - total);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw Damaged(e.Message);
        }
    }

    /// <summary>The workbook is damaged.</summary>
    public static UnreadableFileException Damaged(string why) => new(
        0, $"工作簿已损坏 ({why}). 请用 Excel 或 WPS 打开, 另存为 .xlsx 后重新投递",
        $"the workbook is damaged ({why}). Open it with a spreadsheet program, save it as .xlsx and drop it again");

    private static void DemandArchive(FileStream file)
    {
        var head = new byte[_compoundFile.Length];
        file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (!head.SequenceEqual(_compoundFile))
            return;
        // An encrypted workbook lies in such a container, too; its stream has a name in UTF-16.
        throw Contains(file, Encoding.Unicode.GetBytes("EncryptedPackage"))
            ? new UnreadableFileException(0, "工作簿设有密码, 读不了. 请取消密码后另存", "the workbook is encrypted. Save it without a password")
            : new UnreadableFileException(0, "是旧格式 (.xls) 的工作簿. 请另存为 .xlsx", "the workbook has the old format (.xls). Save it as .xlsx");
    }

    private static bool Contains(FileStream file, ReadOnlySpan<byte> wanted)
    {
        var buffer = new byte[BufferBytes];
        var kept = 0;
        int read;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var part = buffer.AsSpan(0, kept + read);
            if (part.IndexOf(wanted) >= 0)
                return true;
            kept = Math.Min(part.Length, wanted.Length - 1);
            part[^kept..].CopyTo(buffer);
        }
        return false;
    }

    private static long Inflate(ZipArchiveEntry entry, long most)
    {
        var isShared = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
        var limit = isShared ? Math.Min(most, MaxSharedBytes) : most;
        var isXml = entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
        var crc = new Crc32();
        var (total, piece) = (0L, 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                var part = buffer.AsSpan(0, read);
                crc.Append(part);
                total += read;
                piece = Piece(part, piece);
                if (total > limit || (isXml && piece > MaxPieceBytes))
                    throw TooLarge();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return total == entry.Length && crc.GetCurrentHashAsUInt32() == entry.Crc32 ? total : throw new InvalidDataException(entry.FullName);
    }

    // The longest stretch without the beginning of a tag so far: only whether it is too long counts.
    private static long Piece(ReadOnlySpan<byte> part, long before)
    {
        var first = part.IndexOf((byte)'<');
        if (first < 0)
            return before + part.Length;
        return before + first > MaxPieceBytes ? before + first : part.Length - part.LastIndexOf((byte)'<');
    }

    private static UnreadableFileException TooLarge() => new(
        0, $"工作簿解压后过大 (上限 {MaxBytes >> 20} MB), 可能是压缩炸弹. 请拆分后重新投递",
        $"the workbook is too large once inflated (at most {MaxBytes >> 20} MB). Split it and drop the parts");
}
