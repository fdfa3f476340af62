using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>An agreement "use first, pay later" (先使用后付费).</summary>
/// <param name="Supplier">Who gives the result.</param>
/// <param name="Receiver">Who uses it.</param>
/// <param name="SignedOn">The day of the agreement.</param>
/// <param name="IsTerminated">Whether it was terminated.</param>
internal sealed record AgreementFact(Key Supplier, Key Receiver, DateOnly SignedOn, bool IsTerminated) : Fact;
