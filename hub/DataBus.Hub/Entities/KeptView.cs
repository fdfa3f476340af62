namespace DataBus.Hub.Entities;

/// <summary>One view that is kept for a listing; dispose it when the page is read. Changed under its owner's lock only.</summary>
internal sealed class KeptView : IDisposable
{
    private readonly KeptViews _owner;

    // One for being kept, one for each page that is being read.
    private int _users = 2;

    public KeptView(KeptViews owner, ulong id, IViewReader view, DateTimeOffset expires)
    {
        _owner = owner;
        Id = id;
        View = view;
        Expires = expires;
    }

    public ulong Id { get; }

    public IViewReader View { get; }

    public DateTimeOffset Expires { get; private set; }

    public void Use(DateTimeOffset expires)
    {
        _users++;
        Expires = expires;
    }

    public void Leave()
    {
        if (--_users == 0)
            View.Dispose();
    }

    public void Dispose() => _owner.Release(this);
}
