namespace DataBus.Cli.Failed;

/// <summary>How somebody wants a job to be started.</summary>
/// <param name="Yes">Without being asked.</param>
/// <param name="Detach">Without being followed.</param>
internal sealed record JobWay(bool Yes, bool Detach);
