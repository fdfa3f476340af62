using System.Security.Cryptography;
using System.Text;
using DataBus.Hub.Log;

namespace DataBus.Hub.Delivery;

/// <summary>
/// Hashes of values that a grantee may tell apart and not read: the same for the same value, others for each grantee, so that two of them
/// cannot put together what they have. The key is made when it is needed first; who has the hashes without it cannot try values out.
/// </summary>
/// <param name="directory">Folder of the key; beside the data directory, so that no backup of the data gives the values away.</param>
internal sealed class GranteeHashes(string directory)
{
    private const string Name = "grantees.key";
    private const int KeyBytes = 32;
    private const int HashBytes = 16;

    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <summary>The hash of a value for a grantee: 32 hexadecimal digits.</summary>
    /// <exception cref="IOException">The key cannot be read or made.</exception>
    public string Of(string grantee, string value) => Convert.ToHexStringLower(
        HMACSHA256.HashData(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes(grantee)), Encoding.UTF8.GetBytes(value)).AsSpan(0, HashBytes));

    private byte[] Key()
    {
        lock (_gate)
            return _key ??= ReadOrMake();
    }

    private byte[] ReadOrMake()
    {
        var path = Path.Combine(directory, Name);
        if (File.Exists(path))
            return File.ReadAllBytes(path) is { Length: KeyBytes } kept ? kept : throw new IOException($"{path} is no key of {KeyBytes} bytes.");
        _ = Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        DurableFile.Replace(directory, Name, key);
        return key;
    }
}
