using System.Globalization;
using System.Runtime.InteropServices;

namespace DataBus.Hub.Log;

/// <summary>
/// Tells a directory from a copy of it: its inode number and the moment it was made, which nothing can copy. They stay with the directory when it
/// is renamed, bind-mounted, put into a container, or its disk moves to another machine; the path, the device number and the machine's id do
/// not, so they say nothing here. On file systems that do not promise to keep inode numbers there is no home, and nothing is claimed.
/// </summary>
/// <param name="Inode">Inode number of the directory.</param>
/// <param name="MadeAt">When it was made, as seconds and nanoseconds; empty where the file system does not tell.</param>
internal sealed partial record DirectoryHome(ulong Inode, string MadeAt)
{
    private const int CurrentDirectory = -100;
    private const uint InodeAsked = 0x100;
    private const uint BirthAsked = 0x800;
    private const int StatxSize = 256;
    private const int InodeAt = 32;
    private const int BirthAt = 80;

    // As .NET names them. Not among them: overlay, FUSE, CIFS and 9p, whose numbers may change from mount to mount.
    private static readonly string[] KeepsInodes = ["ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "nfs"];

    /// <summary>The home of a directory; null where none can be told.</summary>
    public static DirectoryHome? Of(string directory)
    {
        if (!KeepsInodes.Contains(new DriveInfo(Path.GetFullPath(directory)).DriveFormat))
            return null;
        var facts = new byte[StatxSize];
        if (Statx(CurrentDirectory, directory, 0, InodeAsked | BirthAsked, facts) != 0)
            return null;
        var known = BitConverter.ToUInt32(facts);
        return (known & InodeAsked) == 0 ? null : new DirectoryHome(BitConverter.ToUInt64(facts, InodeAt), (known & BirthAsked) == 0 ? "" : MadeAtOf(facts));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null for no home.</summary>
    public static DirectoryHome? Parse(string text) =>
        text.Split('@') is [var inode, var madeAt] && ulong.TryParse(inode, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DirectoryHome(number, madeAt)
            : null;

    /// <summary>Whether two homes cannot be of one directory. What one of them does not know tells nothing.</summary>
    public static bool Differ(DirectoryHome? one, DirectoryHome? other) =>
        one is not null && other is not null
        && (one.Inode != other.Inode || (one.MadeAt != other.MadeAt && one.MadeAt.Length > 0 && other.MadeAt.Length > 0));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inode}@{MadeAt}");

    private static string MadeAtOf(byte[] facts) => string.Create(
        CultureInfo.InvariantCulture, $"{BitConverter.ToInt64(facts, BirthAt)}.{BitConverter.ToUInt32(facts, BirthAt + sizeof(long)):d9}");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, [Out] byte[] facts);
}
