using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DataBus.Hub.Log;

/// <summary>Makes written bytes durable and tells when that failed, which .NET's own flush does not on Linux.</summary>
internal static partial class Fsync
{
    private const int Interrupted = 4;
    private const int ReadOnly = 0;

    /// <summary>Syncs the content of a file.</summary>
    /// <exception cref="IOException">The disk refused: what was written may be lost.</exception>
    public static void File(SafeFileHandle file, string path) => Check(() => FDataSync(file), path);

    /// <summary>Syncs a folder, so that names made, changed or removed in it last.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Directory(string path)
    {
        using var folder = Open(path, ReadOnly);
        if (folder.IsInvalid)
            throw Failed("open", path, Marshal.GetLastPInvokeError());
        Check(() => FSync(folder), path);
    }

    private static void Check(Func<int> sync, string path)
    {
        while (sync() != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw Failed("sync", path, error);
        }
    }

    private static IOException Failed(string what, string path, int error) =>
        new($"Cannot {what} '{path}': {Marshal.GetPInvokeErrorMessage(error)}.", error);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
