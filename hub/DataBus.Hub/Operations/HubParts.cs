using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;

namespace DataBus.Hub.Operations;

/// <summary>The parts whose state is told together.</summary>
/// <param name="Log">The log.</param>
/// <param name="Views">The views.</param>
/// <param name="Subscribers">The open streams.</param>
internal sealed record HubParts(IExchangeLog Log, IViews Views, Subscribers Subscribers);
