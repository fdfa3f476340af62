using System.Text;
using DataBus.Adapters.Templates;
using DataBus.Adapters.Verbs.Init.Proposals;
using DataBus.V1;

namespace DataBus.Adapters.Verbs.Init.Writing;

/// <summary>Writes a declaration with comments that tell people what to look at.</summary>
/// <param name="source">The source.</param>
/// <param name="facet">The facet kind.</param>
/// <param name="look">What the source looks like.</param>
internal sealed class DeclarationWriter(string source, FacetKind facet, SourceLook look)
{
    private readonly IReadOnlyList<TemplateColumn> _fields = FieldMatcher.FieldsOf(facet);

    /// <summary>Writes it.</summary>
    /// <param name="key">The column with the entity's number.</param>
    public string Write(string key)
    {
        var matches = FieldMatcher.Match(_fields, look.Columns);
        var used = matches.Select(match => match.Column.Name).Append(key).ToHashSet();
        var text = new StringBuilder()
            .AppendLine("# 由 databus adapter init 按来源的样例提出, 请人核对注释. 全部设置见 docs/adapters.md")
            .AppendLine("# Proposed by databus adapter init from a look at the source; read the comments. All settings: docs/adapters.md")
            .AppendLine("sources:").AppendLine($"  - source: {source}").AppendLine("    input:");
        foreach (var line in look.Input)
            text.AppendLine($"      {line}");
        text.AppendLine($"    raw: {YamlText.List(Raw(matches, key))}    # 坏行带这些列的原值到枢纽; 个人信息不要列 / sent as they are with a bad row; no personal data")
            .AppendLine($"    ignore: {YamlText.List(look.Columns.Select(column => column.Name).Where(name => !used.Contains(name)))}    # 已知但不用 / known and not used")
            .AppendLine($"    columns: {YamlText.List(look.Columns.Select(column => column.Name))}    # 多出一列就暂停 / one more pauses the source");
        WriteFacet(text, matches, key);
        return text.ToString();
    }

    private void WriteFacet(StringBuilder text, IReadOnlyList<FieldMatch> matches, string key)
    {
        var proposal = KeyProposal.Of(facet, look.Columns.First(column => column.Name == key));
        text.AppendLine("    facets:").AppendLine($"      - facet: {facet.Name}    # {facet.Zh}");
        if (look.Feed.Length > 0)
            text.AppendLine($"        feed: {YamlText.Of(look.Feed)}");
        text.AppendLine($"        key: {proposal.Yaml}{(proposal.Look.Length > 0 ? $"    # {proposal.Look}" : "")}").AppendLine("        fields:");
        foreach (var field in _fields)
            text.AppendLine($"          {Line(field, matches.FirstOrDefault(match => match.Field == field))}");
    }

    private string Line(TemplateColumn field, FieldMatch? match)
    {
        var name = field.Spec.Zh.Length > 0 ? field.Header : field.Path;
        var required = field.IsRequired ? ", 必填 required" : "";
        if (match is null)
        {
            return PartOf(field) is { } part
                ? $"{field.Path}: {{value: {YamlText.Of(part)}}}    # {name}{required}: 这个来源写的部分 / the part that this source writes"
                : $"# {field.Path}: …    # {name}{required}: 没有对应的列 / no column";
        }
        var (convert, look) = ValueForms.Of(field, match.Column);
        var column = YamlText.Of(match.Column.Name);
        var value = convert.Count == 0 ? column : $"{{column: {column}, convert: [{string.Join(", ", convert)}]}}";
        string?[] remarks = [$"{name}{required}", match.IsSure ? null : "只是相近, 请核对 / only alike, look", look, Example(match)];
        return $"{field.Path}: {value}    # {string.Join("; ", remarks.OfType<string>())}";
    }

    private static string? Example(FieldMatch match) => match.Column.Filled.Count == 0 || IsSecret(match.Field)
        ? null
        : $"例 e.g. {YamlText.Comment(match.Column.Filled[0])}";

    // One source writes one part: what it owns tells which.
    private string? PartOf(TemplateColumn field)
    {
        if (field.Field != facet.OwnerField)
            return null;
        var parts = InitialOwnership.BySource.GetValueOrDefault(source)?.Parts.Where(part => part.Facet == facet.Name).Select(part => part.Part).ToList() ?? [];
        return parts is [var part] && part.Length > 0 && !part.EndsWith('*') ? part : null;
    }

    private static IEnumerable<string> Raw(IReadOnlyList<FieldMatch> matches, string key) =>
        matches.Where(match => !IsSecret(match.Field)).Select(match => match.Column.Name).Prepend(key).Distinct();

    private static bool IsSecret(TemplateColumn field) =>
        field.Spec.Class is FieldClass.Personal or FieldClass.Closed || field.Spec.Format == Format.MaskedName;
}
