using DataBus.Client;
using Grpc.Core;

namespace DataBus.Cli;

/// <summary>What <c>databus</c> ends with.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Access = 4;
    public const int Conflict = 5;
    public const int Partial = 6;
    public const int Unavailable = 7;
    public const int Interrupted = 130;

    private const string NothingMatches = "NOTHING_MATCHES";
    private const string BackupFailed = "BACKUP_FAILED";

    /// <summary>The exit code for a refusal of the hub: a filter that nothing matches is no wrong usage, nor is a full disk; too much at once is.</summary>
    public static int Of(DataBusException refused) => refused switch
    {
        { Reason: NothingMatches } => NotFound,
        { Reason: BackupFailed } => Failed,
        { Code: StatusCode.ResourceExhausted, IsTransient: false } => Usage,
        _ => Of(refused.Code),
    };

    /// <summary>An exit code in a word, for programs.</summary>
    public static string NameOf(int exit) => exit switch
    {
        Usage => "USAGE",
        NotFound => "NOT_FOUND",
        Access => "ACCESS",
        Conflict => "CONFLICT",
        Partial => "PARTIAL",
        Unavailable => "UNAVAILABLE",
        Interrupted => "INTERRUPTED",
        _ => "FAILED",
    };

    /// <summary>The exit code for a status of the hub.</summary>
    public static int Of(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => Usage,
        StatusCode.NotFound => NotFound,
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => Access,
        StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.AlreadyExists => Conflict,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => Unavailable,
        StatusCode.Cancelled => Interrupted,
        _ => Failed,
    };
}
