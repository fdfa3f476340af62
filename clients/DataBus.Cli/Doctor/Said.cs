namespace DataBus.Cli.Doctor;

/// <summary>A sentence in both languages.</summary>
internal sealed record Said(string Zh, string En)
{
    public static Said Nothing { get; } = new("", "");

    public string In(Texts texts) => texts.IsChinese ? Zh : En;
}
