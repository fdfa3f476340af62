using System.Security.Cryptography;
using DataBus.Hub.Log;
using Microsoft.Win32.SafeHandles;

namespace DataBus.Hub.Operations.Backups;

/// <summary>Copies files byte for byte (never by a link: what damages the one would damage the other), durably, and digests what it reads.</summary>
internal sealed class FileCopier
{
    private const int BlockBytes = 1024 * 1024;

    private readonly byte[] _block = new byte[BlockBytes];

    /// <summary>The native write; tests put a failing one here.</summary>
    internal Action<SafeFileHandle, ReadOnlyMemory<byte>, long> Write { get; set; } =
        static (file, block, at) => RandomAccess.Write(file, block.Span, at);

    /// <summary>Copies a file; when it returns, the copy is on disk.</summary>
    /// <param name="from">Folder that the name starts from.</param>
    /// <param name="to">Folder that the copy's name starts from.</param>
    /// <param name="name">Name of both.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public BackupFile Copy(string from, string to, string name, CancellationToken cancellationToken)
    {
        using var source = File.OpenHandle(Path.Combine(from, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var path = Path.Combine(to, name);
        using var target = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        long at = 0;
        for (int count; (count = RandomAccess.Read(source, _block, at)) > 0; at += count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            digest.AppendData(_block, 0, count);
            Write(target, _block.AsMemory(0, count), at);
        }
        Fsync.File(target, path);
        return new BackupFile(name, at, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    /// <summary>Digests a file that is there.</summary>
    /// <param name="folder">Folder that the name starts from.</param>
    /// <param name="name">Its name.</param>
    public static BackupFile Digest(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return new BackupFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
