using System.Text.RegularExpressions;

namespace DataBus.Adapters.Declaration;

/// <summary>One way to make the key of a row.</summary>
/// <param name="Scheme">Scheme of the key.</param>
/// <param name="Value">Where its value comes from.</param>
/// <param name="Matches">Matches the whole value, else the next candidate is tried; null: any value does.</param>
internal sealed record KeyDeclaration(string Scheme, ValueDeclaration Value, Regex? Matches);
