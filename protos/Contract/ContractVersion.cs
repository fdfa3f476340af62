namespace DataBus.V1;

/// <summary>The version of this contract.</summary>
public static class ContractVersion
{
    /// <summary>Major and minor; a new minor one only adds.</summary>
    public const string Current = "1.1";
}
