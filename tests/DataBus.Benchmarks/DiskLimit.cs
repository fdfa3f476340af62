using System.Diagnostics;
using DataBus.Hub.Log;

namespace DataBus.Benchmarks;

/// <summary>What the disk allows: the same bytes appended to a file and synced group by group, without a network, a check or an index.</summary>
internal static class DiskLimit
{
    /// <summary>Appends and syncs each group; gives the time of each.</summary>
    public static List<TimeSpan> Append(string path, IEnumerable<byte[]> groups, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        long end = 0;
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, group, end);
            Fsync.File(file, path);
            times.Add(Stopwatch.GetElapsedTime(start));
            end += group.Length;
        }

        file.Close();
        File.Delete(path);
        return times;
    }
}
