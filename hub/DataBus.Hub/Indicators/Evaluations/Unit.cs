using DataBus.V1;

namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>A unit that is evaluated, or may be.</summary>
/// <param name="Key">Its best key.</param>
/// <param name="Uscc">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
internal sealed record Unit(Key Key, string Uscc, string Name, string Kind);
