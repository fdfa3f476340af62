using DataBus.Adapters.Declaration;
using DataBus.Client;

namespace DataBus.Adapters;

/// <summary>The options of an adapter's command line; docs/adapters.md lists them.</summary>
internal sealed record AdapterOptions
{
    /// <summary>Address of the hub.</summary>
    public string Hub { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Certificate of the adapter's bureau (PEM), or a folder of those of several; null: what the environment says.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its private key; null: beside it, with the ending <c>.key</c>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Authority of the hub's certificate (PEM); null: what the environment says.</summary>
    public string? Authority { get; init; }

    /// <summary>The adapter files, in order; none: the one of the program. A folder stands for the <c>.yaml</c> files in it.</summary>
    public IReadOnlyList<string> Configs { get; init; } = [];

    /// <summary>Folder that files are dropped into.</summary>
    public string? Drop { get; init; }

    /// <summary>Folder of filled templates; then <see cref="Source"/> tells by whom, and no adapter file is needed.</summary>
    public string? Templates { get; init; }

    /// <summary>The source that fills the templates.</summary>
    public string? Source { get; init; }

    /// <summary>File of the database.</summary>
    public string? Db { get; init; }

    /// <summary>Base address of the API.</summary>
    public string? Api { get; init; }

    /// <summary>File that keeps heads of the hub's log as proof; null: none are kept.</summary>
    public string? Heads { get; init; }

    /// <summary>End when all that waits was read.</summary>
    public bool Once { get; init; }

    /// <summary>Stop with the program that started this one.</summary>
    public bool Parent { get; init; }

    /// <summary>Show the options and end.</summary>
    public bool Help { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with it, at once.</exception>
    public static AdapterOptions Parse(IReadOnlyList<string> args)
    {
        var options = new AdapterOptions();
        var problems = new List<SettingProblem>();
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--once": options = options with { Once = true }; continue;
                case "--parent": options = options with { Parent = true }; continue;
                case "--help" or "-h": options = options with { Help = true }; continue;
                case "--hub": options = options with { Hub = value ?? "" }; break;
                case "--cert": options = options with { Certificate = value }; break;
                case "--cert-key": options = options with { CertificateKey = value }; break;
                case "--ca": options = options with { Authority = value }; break;
                case "--config": options = options with { Configs = [.. options.Configs, .. FilesOf(value)] }; break;
                case "--drop": options = options with { Drop = value }; break;
                case "--templates": options = options with { Templates = value, Drop = value }; break;
                case "--source": options = options with { Source = value }; break;
                case "--db": options = options with { Db = value }; break;
                case "--heads": options = options with { Heads = value }; break;
                case "--api": options = options with { Api = value }; break;
                default:
                    problems.Add(new SettingProblem(
                        0, args[i], args[i], "没有这个选项; 见 --help", "there is no such option; see --help"));
                    continue;
            }
            if (value is null)
                problems.Add(new SettingProblem(0, args[i], null, "选项后应有值", "a value should follow"));
            i++;
        }
        options.Check(problems);
        return problems.Count == 0 ? options : throw new AdapterFileException("options", problems);
    }

    /// <summary>Tells the client where the hub is, and what it shows for whom it speaks.</summary>
    public void SetClient(DataBusOptions client)
    {
        client.Hub = Hub;
        client.Certificate = Certificate ?? client.Certificate;
        // The environment's key belongs to the environment's certificate.
        client.Key = CertificateKey ?? (Certificate is null ? client.Key : "");
        client.Authority = Authority ?? client.Authority;
    }

    private void Check(List<SettingProblem> problems)
    {
        foreach (var (name, path) in new[] { ("--cert", Certificate), ("--cert-key", CertificateKey), ("--ca", Authority) })
        {
            if (path is not null && !Path.Exists(path))
                problems.Add(new SettingProblem(0, name, path, "应为已有的 PEM 文件", "should be a PEM file that exists"));
        }
        DemandAddress(problems, "--hub", Hub);
        if (Api is not null)
            DemandAddress(problems, "--api", Api);
        if (Drop is not null && !Directory.Exists(Drop))
            problems.Add(new SettingProblem(0, Templates is null ? "--drop" : "--templates", Drop, "应为已有的文件夹", "should be a folder that exists"));
        if (Db is not null && !File.Exists(Db))
            problems.Add(new SettingProblem(0, "--db", Db, "应为已有的数据库文件", "should be a database file that exists"));
        if ((Templates is null) != (Source is null) || (Templates is not null && Configs.Count > 0))
            problems.Add(new SettingProblem(0, "--templates", Templates, "应与 --source 同用, 不与 --config 同用", "goes with --source and not with --config"));
        if (Source is not null && !SourceName.IsValid(Source))
            problems.Add(new SettingProblem(0, "--source", Source, "应形如 tax.rd-deduction", "should look like tax.rd-deduction"));
        foreach (var config in Configs.Where(config => !File.Exists(config)))
            problems.Add(new SettingProblem(0, "--config", config, "应为已有的文件, 或有 .yaml 文件的文件夹", "should be a file that exists, or a folder with .yaml files"));
    }

    private static IReadOnlyList<string> FilesOf(string? config)
    {
        if (config is null)
            return [];
        var inside = Directory.Exists(config) ? Directory.GetFiles(config, "*.yaml").Order(StringComparer.Ordinal).ToList() : [];
        return inside.Count > 0 ? inside : [config];
    }

    /// <summary>Says if an option is no address.</summary>
    public static void DemandAddress(List<SettingProblem> problems, string name, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            problems.Add(new SettingProblem(0, name, value, "应为地址, 例如 http://127.0.0.1:5080", "should be an address such as http://127.0.0.1:5080"));
    }
}
