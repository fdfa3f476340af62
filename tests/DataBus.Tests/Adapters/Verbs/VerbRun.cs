using DataBus.Adapters;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Verbs;
using DataBus.Adapters.Verbs.Checks;
using DataBus.Adapters.Verbs.Init;
using DataBus.Adapters.Verbs.Previews;
using DataBus.Tests.Adapters.Samples;

namespace DataBus.Tests.Adapters.Verbs;

/// <summary>Runs a verb in a folder of its own and keeps what it says.</summary>
internal sealed class VerbRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    /// <summary>What it wrote as data.</summary>
    public string Out => _out.ToString();

    /// <summary>What it said beside.</summary>
    public string Error => _error.ToString();

    /// <summary>A place in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.Path, name);

    /// <summary>What <c>init</c> wrote.</summary>
    public string Declaration => File.ReadAllText(this["adapter.yaml"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Writes a file into the folder; gives its place.</summary>
    public string Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Runs <c>init</c>, with answers if there is somebody who gives them.</summary>
    public Task<int> InitAsync(string? answers, params string[] args) =>
        InitVerb.RunAsync([.. args, "--out", this["adapter.yaml"]], Console(answers), Token);

    public Task<int> CheckAsync(params string[] args) => CheckVerb.RunAsync(args, new AdapterSetup(), Console(null), Token);

    public Task<int> PreviewAsync(params string[] args) => PreviewVerb.RunAsync(args, new AdapterSetup(), Console(null), Token);

    /// <summary>The declaration that <c>init</c> wrote, which has to be sound.</summary>
    public SourceDeclaration Sound()
    {
        var source = Assert.Single(AdapterFileParser.Parse("adapter.yaml", Declaration).Sources);
        var problems = new List<SettingProblem>();
        new RowMappingCompiler(new AdapterSetup(), problems).Compile(source, (_, e) => throw e);
        Assert.Empty(problems);
        return source;
    }

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private VerbConsole Console(string? answers) => new(new StringReader(answers ?? ""), _out, _error, answers is not null);
}
