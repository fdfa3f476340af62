using DataBus.V1;

namespace DataBus.Hub.Log;

/// <summary>Why a log that had an epoch begins another: what it holds may not be what readers were told under its revisions.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="BackupMadeAt">RESTORED: when the backup was made.</param>
internal sealed record NewEpoch(EpochCause Cause, DateTimeOffset? BackupMadeAt = null);
