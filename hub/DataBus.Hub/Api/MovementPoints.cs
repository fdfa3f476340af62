using System.Globalization;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Indicators.Movements;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Finds the points that a request names: a meeting with its frozen figure, or a revision and a day.</summary>
internal sealed class MovementPoints(IExchangeLog log, IViewReader view, string code)
{
    private readonly PastContents _past = new(log, view);

    /// <summary>The point; of a revision without a day, the day is that of the figure that was live at it.</summary>
    /// <exception cref="HubException">INVALID_ARGUMENT, NOT_FOUND.</exception>
    public End Of(string field, MovementPoint point)
    {
        if (point.Meeting.Length > 0)
            return OfMeeting(point.Meeting);
        if (point.Revision == 0 || point.Revision > view.Watermark)
            throw HubMessages.Invalid($"{field}.revision", $"应为 1 至 {view.Watermark}，或写会议编号。", $"It must be 1 to {view.Watermark}, or name a meeting.");
        return new End(new Moment(point.Revision, DayOf(field, point)));
    }

    private End OfMeeting(string number)
    {
        var meeting = Live(PlanKeys.OfMeeting(number), "indicator.meeting", view.Watermark)?.Meeting ?? throw HubMessages.NotFound(number);
        var figure = meeting.Figures.FirstOrDefault(one => one.Code == code) ?? throw HubMessages.NotFound($"{number} {code}");
        return new End(
            new Moment(meeting.FrozenAt, CivilDay.From(figure.AsOf)),
            IsFrozen: true,
            figure.HasComputed ? decimal.Parse(figure.Computed, CultureInfo.InvariantCulture) : null);
    }

    private DateOnly DayOf(string field, MovementPoint point)
    {
        if (DateOnly.TryParseExact(point.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (point.Day.Length > 0)
            throw HubMessages.Invalid($"{field}.day", "应为存在的日期 YYYY-MM-DD。", "It must be an existing day, YYYY-MM-DD.");
        return Live(PlanKeys.OfCode(code), "indicator.figure", point.Revision)?.Figure is { } figure
            ? CivilDay.From(figure.AsOf)
            : throw HubMessages.Invalid($"{field}.day", "该修订时还没有算过这项指标，请写明日期。", "The figure was not computed yet at this revision; name the day.");
    }

    private Change? Live(Key key, string facet, ulong revision) =>
        _past.At(view.FindSlot(AddressKey.Of(new Address { Key = key, Facet = facet }))?.Revision ?? 0, revision)?.Change;
}
