namespace DataBus.Cli.Up;

/// <summary>Why <c>up</c> cannot go on, in both languages.</summary>
internal sealed class UpException(string zh, string en) : Exception($"{zh} {en}")
{
    public string Zh { get; } = zh;

    public string En { get; } = en;
}
