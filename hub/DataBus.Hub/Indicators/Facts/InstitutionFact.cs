namespace DataBus.Hub.Indicators.Facts;

/// <summary>What kind of institution an organisation is.</summary>
/// <param name="InstitutionKind">Its kind, for example UNIVERSITY.</param>
internal sealed record InstitutionFact(string InstitutionKind) : Fact;
