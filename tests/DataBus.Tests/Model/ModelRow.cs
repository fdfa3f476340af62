namespace DataBus.Tests.Model;

/// <summary>What a row of a source is.</summary>
internal enum RowKind
{
    /// <summary>The whole content of an address, or an event.</summary>
    Content,

    /// <summary>A tombstone.</summary>
    Delete,

    /// <summary>A row of which no sound key can be made.</summary>
    Unkeyed,
}

/// <summary>What is wrong with a row.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A rule held it when it came, and would not any more: rules are data and change.</summary>
    ThenBad,

    /// <summary>A rule holds it, today and tomorrow.</summary>
    Bad,

    /// <summary>Its adapter found two contents for the address in one pass.</summary>
    Ambiguous,
}

/// <summary>A row on its way in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Which address of <see cref="Places"/>; for an unkeyed row nothing.</param>
/// <param name="Text">Which content: a few numbers, so that contents come back (A-B-A).</param>
/// <param name="Event">Which event of an EVENT address.</param>
/// <param name="Version">Its version at the source.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record ModelRow(RowKind Kind, int Place, int Text, int Event, ModelVersion Version, Fault Fault)
{
    private const int DeleteIdentity = -1;
    private const int BadOffset = 1000;

    /// <summary>What the origin hash tells apart at one address: a content that a rule holds for good is another content, since
    /// the rule looks at nothing else.</summary>
    public int Identity => Kind == RowKind.Delete ? DeleteIdentity : Fault == Fault.Bad ? BadOffset + Text : Text;

    public override string ToString() => Kind switch
    {
        RowKind.Unkeyed => $"unkeyed{Text}",
        RowKind.Delete => $"p{Place}=delete@{Version}",
        _ => $"p{Place}{(Places.All[Place].IsEvent ? $".e{Event}" : "")}={Text}@{Version}{(Fault == Fault.None ? "" : " " + Fault)}",
    };
}
