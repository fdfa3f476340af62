using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>Who calls.</summary>
/// <param name="Role">What the caller is.</param>
/// <param name="Name">The identity, as grants name it: <c>app/dashboard</c>, <c>bureau/tax</c>, <c>operator/wang</c>.</param>
/// <param name="Source">The source that the caller says it is; empty: any of its bureau's, if it is one.</param>
/// <param name="Actor">Who acts, for the desk's entries.</param>
internal sealed record CallerIdentity(CallerRole Role, string Name, string Source, string Actor)
{
    /// <summary>May see everything and act at the desk.</summary>
    public bool IsOperator => Role == CallerRole.Operator;

    /// <summary>The caller of a call that was let in.</summary>
    public static CallerIdentity Of(ServerCallContext context) => Of(context.GetHttpContext());

    /// <summary>The caller of a request that was let in.</summary>
    public static CallerIdentity Of(HttpContext call) => call.Features.Get<CallerIdentity>()
        ?? throw new InvalidOperationException($"{call.Request.Path} was called past the access policy.");

    /// <summary>Whether it is a source: the one that it named, or, where it named none, any that its proven identity covers.</summary>
    public bool Is(string source) => Source.Length > 0 ? Source == source : CallerName.TryParse(Name, out var name) && name.Covers(source);

    /// <summary>Refuses all but operators.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandOperator() => DemandRole([CallerRole.Operator]);

    /// <summary>Refuses all but some roles.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandRole(IReadOnlyList<CallerRole> allowed)
    {
        if (!allowed.Contains(Role))
            throw AccessMessages.RoleDenied(Role, allowed);
    }

    /// <summary>Refuses all but a source itself and operators.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandOwner(string source)
    {
        if (!IsOperator)
            DemandSource(source);
    }

    /// <summary>Refuses all but a source itself: nobody else writes what it owns.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandSource(string source)
    {
        // Who names no source asks for all of them, and is none of them.
        if (source.Length == 0 || !Is(source))
            throw AccessMessages.OwnerOnly(source.Length == 0 ? "*" : source);
    }
}
