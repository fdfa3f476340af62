using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What operators set beside the contract; guarantees in governance.proto.</summary>
internal sealed class GovernanceApi(
    IExchangeLog log, IViews views, IIntake intake, BatchPreparation preparation, Rehearsals rehearsals, TimeProvider time)
    : GovernanceService.GovernanceServiceBase
{
    public override async Task<ListOwnershipResponse> ListOwnership(ListOwnershipRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var owned =
            from source in view.Sources()
            from part in source.Parts
            orderby part.Facet, part.Part
            select new Owned { Part = part, Source = source.Source, Bureau = source.Bureau };
        return new ListOwnershipResponse
        {
            Owned = { owned },
            Planned = { view.Tables().Transfers.Select(static one => new Planned { To = one.To, Plan = one.Plan }) },
            Revision = view.Watermark,
        };
    }

    public override async Task<TransferOwnershipResponse> TransferOwnership(TransferOwnershipRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using (var view = await views.AtLeastAsync(log.Head, context.CancellationToken))
        {
            GovernanceRequests.Demand(request, view.FindSource(request.To) is not null);
            if (request.Rehearse)
            {
                var from = OwnershipCommands.Demand(request, view.Sources())?.Source ?? "";
                return new TransferOwnershipResponse { From = from, Rehearsal = await rehearsals.OwnershipAsync(request.Part, context.CancellationToken) };
            }
        }

        var isPlanned = string.CompareOrdinal(request.On, CivilDay.Text(CivilDay.Today(time))) > 0;
        return await intake.TransferAsync(request, isPlanned, caller.Actor, context.CancellationToken);
    }

    public override async Task<ListRulesResponse> ListRules(ListRulesRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var rules = preparation.Rules;
        return new ListRulesResponse
        {
            Rules = { rules.Rules
                .Where(rule => request.Facet.Length == 0 || rule.Id.StartsWith($"{request.Facet}.", StringComparison.Ordinal))
                .DistinctBy(static rule => rule.Id)
                .OrderBy(static rule => rule.Id, StringComparer.Ordinal)
                .Select(static rule => new RuleState
                {
                    Rule = rule.Id,
                    Version = rule.Version,
                    Severity = rule.Severity,
                    MessageZh = rule.MessageZh,
                    MessageEn = rule.MessageEn,
                }) },
            Set = { view.Tables().Severities },
            RuleSet = rules.Version,
        };
    }

    public override async Task<SetRuleResponse> SetRule(SetRuleRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var today = CivilDay.Text(CivilDay.Today(time));
        using (var view = await views.AtLeastAsync(log.Head, context.CancellationToken))
            GovernanceRequests.Demand(request, preparation.Rules, today, source => view.FindSource(source) is not null);
        var set = new SeveritySet
        {
            Rule = request.Rule,
            Source = request.Source,
            Severity = request.Severity,
            Until = request.Until,
            Actor = caller.Actor,
            Reason = request.Reason,
        };
        if (!request.Rehearse)
            return new SetRuleResponse { Revision = await intake.SetSeverityAsync(set, context.CancellationToken) };
        var facets = AffectedFacets.OfRule(request.Rule);
        return new SetRuleResponse
        {
            Rehearsal = await rehearsals.RulesAsync(tables => TablesProjection.Set(tables, set), facets, context.CancellationToken),
        };
    }

    public override async Task<ListCodesResponse> ListCodes(ListCodesRequest request, ServerCallContext context)
    {
        var table = CodeTables.Find(request.Table) ?? throw HubMessages.NotFound(request.Table);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var added = view.Tables().Codes.Where(code => code.Table == table.Name);
        return new ListCodesResponse
        {
            Codes =
            {
                table.Entries.Select(static code => new CodeState { Code = code.Code, Zh = code.Zh }),
                added.Select(static code => new CodeState { Code = code.Code, Zh = code.Zh, Added = true }),
            },
        };
    }

    public override async Task<AddCodeResponse> AddCode(AddCodeRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        GovernanceRequests.Demand(request);
        var code = new CodeAdded { Table = request.Table, Code = request.Code, Zh = request.Zh, Actor = caller.Actor, Reason = request.Reason };
        if (!request.Rehearse)
            return new AddCodeResponse { Revision = await intake.AddCodeAsync(code, context.CancellationToken) };
        var facets = AffectedFacets.OfTable(request.Table);
        return new AddCodeResponse { Rehearsal = await rehearsals.RulesAsync(tables => tables.Codes.Add(code), facets, context.CancellationToken) };
    }

    public override async Task<ListDaysResponse> ListDays(ListDaysRequest request, ServerCallContext context)
    {
        GovernanceRequests.Demand(request);
        var year = request.Year == 0 ? (uint)CivilDay.Today(time).Year : request.Year;
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new ListDaysResponse
        {
            Year = year,
            Days = { CalendarDays.Of(year, view.Tables().Days) },
            Arranged = WorkingDays.IsArranged((int)year),
            Revision = view.Watermark,
        };
    }

    public override async Task<SetDayResponse> SetDay(SetDayRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        GovernanceRequests.Demand(request);
        var day = new DaySet { Day = request.Day, Works = request.Works, Actor = caller.Actor, Reason = request.Reason };
        return new SetDayResponse { Revision = await intake.SetDayAsync(day, context.CancellationToken) };
    }
}
