using System.Text.Encodings.Web;
using System.Text.Json;

namespace DataBus.Cli.Certificates;

/// <summary>What an authority has issued: a file with a line of JSON for each certificate.</summary>
internal sealed class AuthorityIndex(string path)
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Everything that was issued, oldest first.</summary>
    public IReadOnlyList<IssuedCertificate> Read() => File.Exists(path)
        ? [.. File.ReadLines(path).Where(static line => line.Length > 0).Select(static line => JsonSerializer.Deserialize<IssuedCertificate>(line, _json)!)]
        : [];

    public void Add(IssuedCertificate issued) => Write(Read().Append(issued));

    /// <summary>Replaces the line of one serial number.</summary>
    public void Set(IssuedCertificate changed) => Write(Read().Select(one => one.Serial == changed.Serial ? changed : one));

    private void Write(IEnumerable<IssuedCertificate> all) => PemFiles.Replace(
        path, string.Join('\n', all.Select(static one => JsonSerializer.Serialize(one, _json))), UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
