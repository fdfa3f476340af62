using DataBus.Adapters.Declaration;

namespace DataBus.Adapters;

/// <summary>Runs the sources of an adapter file as one process.</summary>
public static class AdapterHost
{
    /// <summary>Runs until stopped or, with <c>--once</c>, until all that waits was read.</summary>
    /// <param name="args">The options of docs/adapters.md.</param>
    /// <param name="setup">What the bureau adds in C#.</param>
    /// <returns>The process's exit code, as docs/adapters.md lists them.</returns>
    public static async Task<int> RunAsync(string[] args, Action<AdapterSetup>? setup = null)
    {
        var adapter = new AdapterSetup();
        setup?.Invoke(adapter);
        try
        {
            _ = AdapterFileParser.Parse(adapter.ConfigFile, await File.ReadAllTextAsync(adapter.ConfigFile));
            return 0;
        }
        catch (AdapterFileException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
