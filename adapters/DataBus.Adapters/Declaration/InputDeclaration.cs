namespace DataBus.Adapters.Declaration;

/// <summary>Where rows come from: <see cref="FileInput"/>, <see cref="SqlInput"/> or <see cref="HttpInput"/>.</summary>
internal abstract record InputDeclaration;
