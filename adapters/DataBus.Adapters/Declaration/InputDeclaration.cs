namespace DataBus.Adapters.Declaration;

/// <summary>Where rows come from: <see cref="FileInput"/>, <see cref="SqlInput"/> or <see cref="HttpInput"/>.</summary>
internal abstract record InputDeclaration
{
    /// <summary>The pause after a read that found nothing new, unless the source declares one.</summary>
    public virtual TimeSpan Poll => TimeSpan.FromSeconds(5);
}
