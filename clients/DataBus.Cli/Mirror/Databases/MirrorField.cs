namespace DataBus.Cli.Mirror.Databases;

/// <summary>A column as a database makes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Comment">What it is, in Chinese; databases that keep comments show it.</param>
/// <param name="Length">Most characters of a <see cref="MirrorType.Name"/>.</param>
internal sealed record MirrorField(string Name, MirrorType Type, string Comment = "", int Length = 0);
