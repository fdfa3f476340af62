using DataBus.Adapters.Mapping;

namespace DataBus.Adapters;

/// <summary>What a bureau's program adds to the kit in C#.</summary>
public sealed class AdapterSetup
{
    private readonly Dictionary<string, IRowMapper> _mappers = [];
    private readonly Dictionary<string, Func<string, string?>> _converters = [];

    /// <summary>The declaration that is read if <c>--config</c> is not given; default: <c>adapter.yaml</c> beside the program, else in the current folder.</summary>
    public string ConfigFile { get; set; } = Path.Combine(AppContext.BaseDirectory, "adapter.yaml");

    /// <summary>the declarations that are read: those named, else the program's own, else the one in the current folder.</summary>
    internal IReadOnlyList<string> ConfigFiles(AdapterOptions options) => options.Configs.Count > 0 ? options.Configs
        : File.Exists(ConfigFile) ? [ConfigFile]
        : ["adapter.yaml"];

    internal IReadOnlyDictionary<string, IRowMapper> Mappers => _mappers;

    internal IReadOnlyDictionary<string, Func<string, string?>> Converters => _converters;

    /// <summary>Makes a row mapper known by its name.</summary>
    public AdapterSetup AddRowMapper<TMapper>() where TMapper : IRowMapper, new()
    {
        var mapper = new TMapper();
        _mappers.Add(mapper.Name, mapper);
        return this;
    }

    /// <summary>Makes a converter known by a name.</summary>
    /// <param name="name">Its name in <c>convert:</c>.</param>
    /// <param name="convert">Gives the converted text; null: it cannot be converted, which holds the row (rule <c>kit.NAME</c>).</param>
    public AdapterSetup AddConverter(string name, Func<string, string?> convert)
    {
        _converters.Add(name, convert);
        return this;
    }
}
