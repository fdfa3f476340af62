namespace DataBus.Hub.Indicators.Facts;

/// <summary>An enterprise on the roll of a park.</summary>
/// <param name="Park">The park.</param>
/// <param name="HasLeft">Whether it moved out.</param>
/// <param name="IsTechnology">Whether the park says that it is a technology enterprise.</param>
/// <param name="RegisteredOn">Since when it is registered there.</param>
/// <param name="ResidentFrom">Since when it is resident there; the end of time if it is not.</param>
internal sealed record ResidencyFact(string Park, bool HasLeft, bool IsTechnology, DateOnly RegisteredOn, DateOnly ResidentFrom) : Fact;
