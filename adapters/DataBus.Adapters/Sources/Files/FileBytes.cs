using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace DataBus.Adapters.Sources.Files;

/// <summary>The bytes of a file, plain or gz.</summary>
internal static class FileBytes
{
    private const int BufferBytes = 128 * 1024;
    private const int GzTrailerBytes = 8;

    /// <summary>SHA-256 of the bytes as they lie there, lower-case hex.</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Opens the content.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        return IsGz(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Checks that a gz is whole: .NET ends silently where a cut one ends.</summary>
    /// <exception cref="UnreadableFileException">It is not.</exception>
    public static void DemandWhole(string path)
    {
        if (!IsGz(path))
            return;
        var crc = new Crc32();
        var length = 0u;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var content = Open(path);
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                crc.Append(buffer.AsSpan(0, read));
                length += (uint)read;
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException(0, $"gz 已损坏 ({e.Message})", $"the gz is broken ({e.Message})");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        var (wantedCrc, wantedLength) = Trailer(path);
        if (crc.GetCurrentHashAsUInt32() != wantedCrc || length != wantedLength)
            throw new UnreadableFileException(0, "gz 不完整 (被截断, 或由几段拼成)", "the gz is not whole (cut, or joined of several)");
    }

    private static bool IsGz(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static (uint Crc, uint Length) Trailer(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < GzTrailerBytes)
            return (0, uint.MaxValue);
        file.Seek(-GzTrailerBytes, SeekOrigin.End);
        Span<byte> trailer = stackalloc byte[GzTrailerBytes];
        file.ReadExactly(trailer);
        return (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
    }
}
