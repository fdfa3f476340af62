using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class FsyncTests
{
    [Fact]
    public void File_DeviceThatCannotSync_Throws()
    {
        using var file = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);

        var failed = Assert.Throws<IOException>(() => Fsync.File(file, "/dev/null"));

        Assert.Contains("/dev/null", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_Missing_Throws() => Assert.Throws<IOException>(() => Fsync.Directory("/nowhere/at/all"));

    [Fact]
    public void Directory_Present_Succeeds() => Fsync.Directory(Path.GetTempPath());
}
