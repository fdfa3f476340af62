namespace DataBus.Hub.Operations.Erasures;

/// <summary>One erasure in the ledger.</summary>
/// <param name="Mark">By which it is known in every copy of the log: 32 hexadecimal digits.</param>
/// <param name="At">When it was confirmed.</param>
/// <param name="Addresses">Salted digests of its addresses.</param>
internal sealed record LedgerEntry(string Mark, DateTimeOffset At, IReadOnlyList<string> Addresses);
