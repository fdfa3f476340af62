namespace DataBus.Hub.Operations.Alerts;

/// <summary>Settings of mail, from the configuration section <c>Hub:Alerts:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The mail server. Default: empty, no mail.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its TCP port. Default: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is kept secret: <c>starttls</c> (default), <c>tls</c> from the first byte on, or <c>none</c>.</summary>
    public string Tls { get; set; } = "starttls";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>Who gets every alert.</summary>
    public IList<string> To { get; } = [];

    /// <summary>Who gets an alert that nobody acknowledged. Default: nobody.</summary>
    public IList<string> SecondTo { get; } = [];

    /// <summary>The user at the mail server. Default: empty, none.</summary>
    public string User { get; set; } = "";

    /// <summary>File with the user's password; read at each mail.</summary>
    public string PasswordFile { get; set; } = "";
}
