namespace DataBus.Adapters.Declaration;

/// <summary>A converter by name, with its arguments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments, in order.</param>
internal sealed record ConverterDeclaration(string Name, IReadOnlyList<string> Arguments);
