using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>The failed push that a published change comes from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Patch">What an operator changed in it; null if nothing.</param>
internal sealed record Replayed(ulong Id, Patch? Patch = null);
