namespace DataBus.Hub.Operations.Backups;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its name, from the backup's directory on.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of its content, 64 hexadecimal digits.</param>
internal sealed record BackupFile(string Name, long Length, string Sha256);
