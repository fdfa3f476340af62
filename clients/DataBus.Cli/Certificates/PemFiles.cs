using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DataBus.Cli.Certificates;

/// <summary>Certificates and keys as PEM files; a key is readable by its owner only, from the moment that it exists.</summary>
internal static class PemFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a certificate and its key; what is there is replaced whole.</summary>
    public static void Write(string certificatePath, string keyPath, X509Certificate2 certificate, ECDsa key)
    {
        Replace(keyPath, key.ExportPkcs8PrivateKeyPem(), OwnerOnly);
        Replace(certificatePath, certificate.ExportCertificatePem(), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>Writes a text beside a file and moves it there.</summary>
    public static void Replace(string path, string text, UnixFileMode mode)
    {
        var beside = $"{path}.new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var writer = new StreamWriter(beside, options))
            writer.Write(text.EndsWith('\n') ? text : text + "\n");
        File.Move(beside, path, overwrite: true);
    }
}
