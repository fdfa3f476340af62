namespace DataBus.Client;

/// <summary>What a caller is at the hub.</summary>
public enum CallerRole
{
    /// <summary>Reads what is not closed.</summary>
    Reader,

    /// <summary>Sees everything and may act at the desk.</summary>
    Operator,
}
