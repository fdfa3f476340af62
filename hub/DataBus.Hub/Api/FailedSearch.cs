using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Finds failed pushes, at least as new as the head when it is asked.</summary>
internal sealed class FailedSearch(IExchangeLog log, IViews views, DeskIndex index, TimeProvider time)
{
    /// <summary>Failed pushes that match, oldest first.</summary>
    /// <param name="filter">A sound filter (<see cref="FailedFilters"/>).</param>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="limit">At most so many; the answer says how many there are in all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<DeskPage> FindAsync(FailedFilter filter, ulong after, int limit, CancellationToken cancellationToken) =>
        index.Find(await QueryAsync(filter, cancellationToken), after, limit);

    /// <summary>Groups of failed pushes that match, largest first.</summary>
    /// <param name="filter">A sound filter.</param>
    /// <param name="limit">At most so many; the answer says how many there are in all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<DeskGroups> GroupAsync(FailedFilter filter, int limit, CancellationToken cancellationToken) =>
        index.Group(await QueryAsync(filter, cancellationToken), limit);

    private async Task<DeskQuery> QueryAsync(FailedFilter filter, CancellationToken cancellationToken)
    {
        var head = log.Head;
        await index.WaitAsync(head, cancellationToken);
        using var view = await views.AtLeastAsync(head, cancellationToken);
        return DeskQuery.Of(filter, view, time.GetUtcNow(), CivilDay.Today(time));
    }
}
