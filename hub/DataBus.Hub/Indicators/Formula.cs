using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Computes the number of one indicator with its inputs, or says in Chinese why there is none.</summary>
internal delegate Figure Formula(FigureContext context);
