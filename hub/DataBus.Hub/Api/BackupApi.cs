using DataBus.Hub.Access;
using DataBus.Hub.Operations.Backups;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Makes backups; guarantees in backup.proto.</summary>
internal sealed class BackupApi(Backups backups, IHostApplicationLifetime lifetime) : BackupService.BackupServiceBase
{
    public override async Task MakeBackup(
        MakeBackupRequest request, IServerStreamWriter<MakeBackupResponse> responseStream, ServerCallContext context)
    {
        using var stopping = new StreamStop(context, lifetime);
        foreach (var step in backups.Make(request.Directory, stopping.Token))
            await responseStream.WriteAsync(step, stopping.WriteToken);
    }
}
