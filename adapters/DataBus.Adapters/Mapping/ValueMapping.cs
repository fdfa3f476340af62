using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Mapping;

/// <summary>Makes a value of a row: takes its column, template or constant, and sends it through the converters.</summary>
internal sealed class ValueMapping(ValueDeclaration declared, IReadOnlyList<Action<Conversion>> converters)
{
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
