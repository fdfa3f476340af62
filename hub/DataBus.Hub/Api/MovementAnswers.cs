using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Movements;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Answers why a figure moved, as far as the caller may see it.</summary>
internal sealed class MovementAnswers(IExchangeLog log, FigureCalculator calculator, TimeProvider time)
{
    /// <exception cref="HubException">What plan.proto says at ExplainMovement.</exception>
    public ExplainMovementResponse Explain(ExplainMovementRequest request, IViewReader view, FieldView shows)
    {
        var definition = IndicatorDefinitions.All.FirstOrDefault(one => one.Code == request.Code) ?? throw HubMessages.NotFound(request.Code);
        var formula = calculator.Find(request.Code) ?? throw NotComputed(request.Code);
        var points = new MovementPoints(log, view, request.Code);
        var from = points.Of("from", request.From ?? new MovementPoint());
        var to = request.To is null ? new End(new Moment(view.Watermark, CivilDay.Today(time))) : points.Of("to", request.To);
        if (from.At.Revision > to.At.Revision || from.At.Day > to.At.Day)
            throw HubMessages.Invalid("to", "终点应不早于起点。", "The later point must not be before the earlier one.");

        if (from.At.Revision + 1 < log.Floor)
            throw HubMessages.BelowFloor(from.At.Revision, log.Floor);
        var facets = formula.Facets;
        var passage = Passage.Read(log, view, from.At, to.At, new HashSet<string>([.. facets, "indicator.observation"]));
        var movement = new MovementExplainer(formula, PlanKeys.OfCode(request.Code), passage).Explain(from, to);
        if (!facets.All(facet => shows.ShowsOfAllRows(FacetCatalogue.Find(facet)!)))
            ClosedParts.Merge(movement);
        var answer = new ExplainMovementResponse
        {
            Code = definition.Code,
            Name = definition.Name,
            Unit = definition.Unit,
            From = EndOf(from, request.From!.Meeting, movement.From, movement.FromNote),
            To = EndOf(to, request.To?.Meeting ?? "", movement.To, movement.ToNote),
            Parts = { movement.Parts },
            Revision = view.Watermark,
        };
        if (movement.Difference is { } difference)
            answer.Difference = Formula.Text(difference);
        return answer;
    }

    private static MovementEnd EndOf(End end, string meeting, decimal? value, string note)
    {
        var answer = new MovementEnd { Meeting = meeting, Revision = end.At.Revision, Day = CivilDay.Text(end.At.Day) };
        if (value is { } number)
            answer.Value = Formula.Text(number);
        else
            answer.Note = note;
        return answer;
    }

    private static HubException NotComputed(string code) => new(new Refusal(
        StatusCode.FailedPrecondition, "NOT_COMPUTED",
        $"{code} 由责任单位填报，总线不计算，不能逐主体分解。", $"{code} is reported by its unit and not computed, so it cannot be told entity by entity."));
}
