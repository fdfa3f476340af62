namespace DataBus.Adapters.Declaration;

/// <summary>An adapter file (or an option) is wrong; carries all that is wrong at once.</summary>
internal sealed class AdapterFileException(string file, IReadOnlyList<SettingProblem> problems)
    : Exception($"{file}:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", problems)}")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; } = problems;
}
