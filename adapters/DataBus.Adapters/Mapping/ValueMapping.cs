using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes a value of a row: takes its column, template or constant, and sends it through the converters.</summary>
internal sealed class ValueMapping(ValueDeclaration declared, IReadOnlyList<Action<Conversion>> converters)
{
    private static readonly string[] _demanding = ["date", "time", "decimal", "integer", "percent", "table", "code", "flag"];

    /// <summary>The column whose form the converters demand; null: there is none.</summary>
    public string? FormColumn => declared.Convert.Any(converter => _demanding.Contains(converter.Name)) ? declared.Column : null;

    /// <summary>The value of a row.</summary>
    public Conversion Of(SourceRow row)
    {
        var conversion = new Conversion(Items(row));
        foreach (var convert in converters)
            convert(conversion);
        foreach (var column in declared.Columns)
            row.Judge(column, conversion);
        return conversion;
    }

    private IReadOnlyList<string> Items(SourceRow row)
    {
        if (declared.Column is not null)
            return row.List(declared.Column);
        var text = declared.Constant ?? declared.Template?.Fill(column => row[column]);
        return string.IsNullOrEmpty(text) ? [] : [text];
    }
}
