using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DataBus.Cli.Doctor;

/// <summary>Whether a data directory can hold what a hub promises: space, and a disk that syncs.</summary>
internal static partial class DiskCheck
{
    private const long Gigabyte = 1L << 30;
    private const int Writes = 5;
    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(50);

    /// <summary>Checks the folder, or the nearest one above it that is there; leaves nothing behind.</summary>
    public static IReadOnlyList<Finding> Of(string directory)
    {
        var folder = Path.GetFullPath(directory);
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        var drive = new DriveInfo(folder);
        return [Space(folder, drive.AvailableFreeSpace), Kind(drive.DriveFormat), Sync(folder)];
    }

    public static Finding Space(string folder, long bytes)
    {
        var what = new Said($"{folder} 所在磁盘可用 {bytes / (double)Gigabyte:0.0} GB", $"{bytes / (double)Gigabyte:0.0} GB are free on the disk of {folder}");
        return bytes switch
        {
            < Gigabyte => Finding.Failed("disk", what, new(
                "磁盘写满后枢纽停止接收：请先腾出空间，或用 --data 指定别的磁盘。", "A hub takes nothing more when its disk is full: free some space, or name another disk by --data.")),
            < 10 * Gigabyte => Finding.Warning("disk", what, new(
                "请留意增长：一千万条变更约占 4 GB。", "Watch it grow: ten million changes take about 4 GB.")),
            _ => Finding.Ok("disk", what.Zh, what.En),
        };
    }

    public static Finding Kind(string format) => format is "tmpfs" or "ramfs"
        ? Finding.Warning("disk_kind", new($"数据目录在内存盘上（{format}），关机即失", $"The data directory is in memory ({format}) and gone when the machine stops"),
            new("正式使用请把 --data 指到真正的磁盘。", "For anything but a try, let --data name a real disk."))
        : Finding.Ok("disk_kind", $"文件系统 {format}", $"File system {format}");

    private static Finding Sync(string folder)
    {
        var file = Path.Combine(folder, $".databus-doctor-{Guid.NewGuid():N}");
        try
        {
            return Sync(Measure(file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Finding.Failed("sync", new($"{folder} 写不了，或落不了盘：{refused.Message}", $"{folder} cannot be written, or does not sync: {refused.Message}"),
                new("请给运行枢纽的用户写权限；落盘失败的磁盘不能用。", "Let the hub's user write there; a disk that does not sync cannot be used."));
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static Finding Sync(TimeSpan median)
    {
        var what = new Said($"可写，落盘（fsync）一次 {median.TotalMilliseconds:0.0} 毫秒", $"Writable; one fsync takes {median.TotalMilliseconds:0.0} ms");
        return median < _slow
            ? Finding.Ok("sync", what.Zh, what.En)
            : Finding.Warning("sync", what, new("每次确认都要等这么久，批量推送不受影响；要快请换固态盘。", "Each acknowledgement waits so long, large batches hardly feel it; a solid-state disk is faster."));
    }

    // .NET's own flush does not tell when the disk refused.
    private static TimeSpan Measure(string path)
    {
        var times = new TimeSpan[Writes];
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        for (var i = 0; i < Writes; i++)
        {
            RandomAccess.Write(file, new byte[4096], i * 4096L);
            var started = Stopwatch.GetTimestamp();
            if (FSync(file) != 0)
                throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
            times[i] = Stopwatch.GetElapsedTime(started);
        }

        Array.Sort(times);
        return times[Writes / 2];
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);
}
