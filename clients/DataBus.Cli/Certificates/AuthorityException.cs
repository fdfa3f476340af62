namespace DataBus.Cli.Certificates;

/// <summary>An authority refused.</summary>
/// <param name="key">Key of the text.</param>
/// <param name="values">What stands in it.</param>
internal sealed class AuthorityException(string key, params string[] values) : Exception($"{key} {string.Join(' ', values)}")
{
    /// <summary>The same in a language.</summary>
    public string In(Texts texts) => texts.Format(key, [.. values]);
}
