using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DataBus.Cli.Doctor;

/// <summary>Asks the machine.</summary>
internal static partial class Machine
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Version of glibc; null if the C library is another.</summary>
    public static string? Glibc()
    {
        try
        {
            return Marshal.PtrToStringUTF8(GnuGetLibcVersion());
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The first line that a program says for <c>--version</c>; null if it is not there.</summary>
    public static async Task<string?> VersionOfAsync(string program, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            // Elsewhere a global.json may name an SDK that is not there, which is not what is asked.
            var start = new ProcessStartInfo(program, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            };
            using var process = Process.Start(start)!;
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GnuGetLibcVersion();
}
