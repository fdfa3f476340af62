namespace DataBus.Hub;

/// <summary>Whose tokens the hub accepts, from the section <c>Hub:Jwt</c>. Default: nobody's.</summary>
internal sealed class JwtOptions
{
    /// <summary>The <c>iss</c> of accepted tokens.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The <c>aud</c> of accepted tokens.</summary>
    public string Audience { get; set; } = "";

    /// <summary>File of the issuer's public keys: a JSON Web Key Set, or PEM. Read anew when it changes.</summary>
    public string Keys { get; set; } = "";

    /// <summary>Whether tokens are accepted.</summary>
    public bool IsOn => Keys.Length > 0;
}
