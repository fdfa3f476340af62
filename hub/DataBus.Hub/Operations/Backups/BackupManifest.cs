using System.Security.Cryptography;
using System.Text.Json;
using DataBus.Hub.Log;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What a backup says of itself; written last, so that a directory without it is none.</summary>
/// <param name="Format">Format of the data in it.</param>
/// <param name="Epoch">Epoch of its log.</param>
/// <param name="Head">Up to which revision it reaches.</param>
/// <param name="Chain">C at the head, 64 hexadecimal digits.</param>
/// <param name="MadeAt">As of which moment it is.</param>
/// <param name="Files">Its files but this one, in the order of their names.</param>
internal sealed record BackupManifest(
    int Format, string Epoch, ulong Head, string Chain, DateTimeOffset MadeAt, IReadOnlyList<BackupFile> Files)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>SHA-256 of this manifest without it, 64 hexadecimal digits.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Reads the manifest of a backup.</summary>
    /// <exception cref="HubException">NO_BACKUP, BACKUP_DAMAGED, or DATA_FORMAT_NEWER.</exception>
    public static BackupManifest Read(string backup)
    {
        var path = Path.Combine(backup, FileName);
        if (!File.Exists(path))
            throw BackupRefusals.NoBackup(backup);
        try
        {
            var text = File.ReadAllBytes(path);
            // A newer one may say more than is known here, but says in which format it is.
            using (var said = JsonDocument.Parse(text))
                DirectoryNote.DemandFormat(backup, said.RootElement.GetProperty("format").GetInt32());
            if (JsonSerializer.Deserialize<BackupManifest>(text, Json) is { } manifest && manifest.ToText().AsSpan().SequenceEqual(text))
                return manifest;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw BackupRefusals.Damaged(FileName, "无法解析", "it cannot be read", e);
        }
        throw BackupRefusals.Damaged(FileName, "内容与摘要不符", "its content is not what its digest says");
    }

    /// <summary>Puts it into a directory; when it returns, it is on disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Write(string backup) => DurableFile.Replace(backup, FileName, ToText());

    private byte[] ToText()
    {
        var undigested = JsonSerializer.SerializeToUtf8Bytes(this with { Digest = "" }, Json);
        return JsonSerializer.SerializeToUtf8Bytes(this with { Digest = Convert.ToHexStringLower(SHA256.HashData(undigested)) }, Json);
    }
}
