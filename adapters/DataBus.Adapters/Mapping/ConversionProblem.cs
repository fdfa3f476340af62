using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>What a converter could not do.</summary>
internal sealed record ConversionProblem(string Rule, Severity Severity, string Value, string Zh, string En);
