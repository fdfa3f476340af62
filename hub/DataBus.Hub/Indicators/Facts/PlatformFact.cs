namespace DataBus.Hub.Indicators.Facts;

/// <summary>A platform.</summary>
/// <param name="PlatformKind">Its kind, for example enterprise_technology_centre.</param>
/// <param name="IsMunicipal">Whether its level is municipal.</param>
/// <param name="IsRecognised">Whether its state is recognised or reviewed.</param>
/// <param name="RecognisedOn">Since when; the beginning of time if not told.</param>
internal sealed record PlatformFact(string PlatformKind, bool IsMunicipal, bool IsRecognised, DateOnly RecognisedOn) : Fact;
