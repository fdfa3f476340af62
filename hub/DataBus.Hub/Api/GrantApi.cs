using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Who may read what; guarantees in grant.proto.</summary>
internal sealed class GrantApi(IExchangeLog log, IViews views, IIntake intake, Rights rights, TimeProvider time) : GrantService.GrantServiceBase
{
    private const int MaxReason = 500;

    private static readonly CallerRole[] _overseers = [CallerRole.Security, CallerRole.Auditor, CallerRole.Operator];

    public override async Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var tables = view.Tables();
        var all = tables.Grants?.Grants.AsEnumerable() ?? [];
        var grants = all.Where(grant => _overseers.Contains(caller.Role) || GrantRights.IsFor(grant, caller.Name))
            .Where(grant => request.Grantee.Length == 0 || GrantRights.IsFor(grant, request.Grantee) || grant.Grantee == request.Grantee);
        return new ListGrantsResponse
        {
            Grants = { grants },
            Version = tables.GrantsVersion,
            AppliedAt = tables.GrantsAt,
            Actor = tables.Grants?.Actor ?? "",
            Reason = tables.Grants?.Reason ?? "",
        };
    }

    public override async Task<ApplyGrantsResponse> ApplyGrants(ApplyGrantsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: !request.Rehearse);
        foreach (var flaw in GrantCheck.FlawsOf(request.Grants))
            requests.Add(flaw.Field, flaw.Zh, flaw.En);
        requests.Demand();
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var codes = new KnownCodes(view.Tables());
        for (var i = 0; i < request.Grants.Count; i++)
            _ = Sight.Compile(request.Grants[i], $"grants[{i}]", codes);

        var set = new GrantsSet
        {
            Grants = { request.Grants.OrderBy(static grant => grant.Name, StringComparer.Ordinal) },
            Actor = CallerIdentity.Of(context).Actor,
            Reason = request.Reason,
        };
        var answer = Difference(view.Tables().Grants?.Grants ?? [], set.Grants);
        if (request.Rehearse)
        {
            answer.Version = view.Tables().GrantsVersion;
            return answer;
        }
        answer.Version = await intake.ApplyGrantsAsync(set, request.Version, context.CancellationToken);
        // Once it is answered, nobody is let in by what stood before.
        using var applied = await views.AtLeastAsync(answer.Version, context.CancellationToken);
        return answer;
    }

    public override async Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        _ = requests.Facet(request.Facet, isRequired: false);
        requests.Demand();
        var about = request.Caller.Length == 0 || request.Caller == caller.Name ? caller : Other(request.Caller);
        if (about != caller)
            caller.DemandRole(_overseers);

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var description = new AccessDescription(view, about, rights.Of(about, view), CivilDay.Text(CivilDay.Today(time)));
        return new DescribeResponse
        {
            Caller = about.Name,
            Role = about.Role,
            Source = about.Source,
            Facets = { FacetCatalogue.All.Where(facet => request.Facet.Length == 0 || facet.Name == request.Facet).Select(description.Of) },
            GrantsVersion = view.Tables().GrantsVersion,
            ContractVersion = ContractVersion.Current,
            Revision = view.Watermark,
        };
    }

    private static CallerIdentity Other(string name)
    {
        var role = name.Split('/')[0] switch
        {
            "app" => CallerRole.Reader,
            "bureau" or "partner" => CallerRole.Source,
            "operator" => CallerRole.Operator,
            _ => CallerRole.Unspecified,
        };
        return role != CallerRole.Unspecified
            ? new CallerIdentity(role, name, "", "")
            : throw HubMessages.Invalid("caller", $"“{name}”应形如 app/dashboard、bureau/science、partner/bank、operator/wang。", $"\"{name}\" should be like app/dashboard, bureau/science, partner/bank, operator/wang.");
    }

    private static ApplyGrantsResponse Difference(IEnumerable<Grant> before, IEnumerable<Grant> after)
    {
        var old = before.ToDictionary(static grant => grant.Name, StringComparer.Ordinal);
        var fresh = after.ToDictionary(static grant => grant.Name, StringComparer.Ordinal);
        return new ApplyGrantsResponse
        {
            Added = { fresh.Keys.Where(name => !old.ContainsKey(name)) },
            Altered = { fresh.Where(one => old.TryGetValue(one.Key, out var was) && !was.Equals(one.Value)).Select(static one => one.Key) },
            Removed = { old.Keys.Where(name => !fresh.ContainsKey(name)) },
        };
    }
}
