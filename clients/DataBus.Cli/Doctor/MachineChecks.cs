namespace DataBus.Cli.Doctor;

/// <summary>What the machine must be able to do.</summary>
internal static class MachineChecks
{
    private const int LargestPage = 65_536;
    private static readonly Version _leastGlibc = new(2, 34);

    /// <summary>The C library: the storage engine's native part is linked against a certain version.</summary>
    /// <param name="version">As the library says it; null if it is another than glibc.</param>
    public static Finding Glibc(string? version) => Version.TryParse(version, out var known) switch
    {
        true when known >= _leastGlibc => Finding.Ok("glibc", $"glibc {version}（需要 {_leastGlibc} 以上）", $"glibc {version} ({_leastGlibc} or later is needed)"),
        true => Finding.Failed(
            "glibc",
            new($"glibc {version} 过旧，需要 {_leastGlibc} 以上（银河麒麟 V10 自带 2.28）", $"glibc {version} is too old, {_leastGlibc} or later is needed (Kylin V10 has 2.28)"),
            new("枢纽请用容器镜像运行，或换较新的系统；适配器和命令行不受影响。", "Run the hub from its container image, or on a newer system; adapters and the command line are not affected.")),
        _ => Finding.Failed(
            "glibc",
            new("这个系统的 C 库不是 glibc（例如 musl）", "The C library of this system is not glibc (musl, for example)"),
            new("枢纽请用容器镜像运行，或换有 glibc 的系统。", "Run the hub from its container image, or on a system with glibc.")),
    };

    /// <summary>The size of a memory page: the native parts for arm64 are aligned for 64 KB at most.</summary>
    public static Finding PageSize(int bytes) => bytes <= LargestPage
        ? Finding.Ok("page_size", $"内存页 {bytes / 1024} KB", $"Memory pages of {bytes / 1024} KB")
        : Finding.Failed(
            "page_size",
            new($"内存页 {bytes / 1024} KB，存储引擎只支持到 64 KB", $"Memory pages of {bytes / 1024} KB; the storage engine supports 64 KB at most"),
            new("请换用内存页不大于 64 KB 的内核。", "Use a kernel with pages of 64 KB at most."));

    /// <summary>The runtime that this program runs on, and the SDK, which only building needs.</summary>
    /// <param name="runtime">Version of the runtime.</param>
    /// <param name="sdk">Version of the SDK; null if there is none.</param>
    public static Finding DotNet(Version runtime, string? sdk) => sdk is null
        ? Finding.Warning(
            "dotnet",
            new($".NET {runtime}，没有找到 SDK", $".NET {runtime}, no SDK was found"),
            new("只有从源码构建（databus up、dotnet run）才需要 .NET 10 SDK。", "Only building from the sources (databus up, dotnet run) needs the .NET 10 SDK."))
        : Finding.Ok("dotnet", $".NET {runtime}，SDK {sdk}", $".NET {runtime}, SDK {sdk}");

    /// <summary>The system, and apt, which only the tests need.</summary>
    /// <param name="system">What the system calls itself.</param>
    /// <param name="apt">Version of apt; null if there is none.</param>
    public static Finding System(string system, string? apt) => apt is null
        ? Finding.Warning(
            "system",
            new($"{system}，没有 apt", $"{system}, without apt"),
            new("只有自动测试（tests/run.sh）用 apt 安装数据库等；运行不需要。", "Only the tests (tests/run.sh) install databases and such by apt; running needs none."))
        : Finding.Ok("system", $"{system}，{apt}", $"{system}, {apt}");
}
