using System.Globalization;
using System.Text;
using Grpc.Core;

namespace DataBus.Hub.Log;

/// <summary>Keeps a second hub out of a data directory, as long as it is not disposed and its process lives.</summary>
internal sealed class DirectoryLock : IDisposable
{
    /// <summary>Name of the file that is locked.</summary>
    public const string FileName = "lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a directory.</summary>
    /// <exception cref="HubException">DATA_IN_USE: another process, or another part of this one, has it.</exception>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DirectoryLock(file);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw InUse(directory, e);
        }
    }

    /// <summary>What is said when the directory is taken.</summary>
    public static HubException InUse(string directory, Exception cause) => new(
        new Refusal(
            StatusCode.FailedPrecondition,
            "DATA_IN_USE",
            $"数据目录 {directory} 正被另一个进程使用。请先停止它,或用 --data 指定另一个目录。",
            $"The data directory {directory} is in use by another process. Stop it, or name another directory with --data."),
        cause);

    public void Dispose() => _file.Dispose();
}
