using MiniExcelLibs;

namespace DataBus.Cli.Catalogue;

/// <summary>The catalogue as a workbook for the municipal platform: entries, their fields, code tables; a sheet each.</summary>
internal static class CatalogueWorkbook
{
    public static void Write(CatalogueDocument catalogue, Stream stream) => stream.SaveAs(new Dictionary<string, object>
    {
        ["目录"] = catalogue.Entries.Select(RowOf).ToList(),
        ["信息项"] = catalogue.Entries.SelectMany(static entry => entry.Fields.Select(field => RowOf(entry, field))).ToList(),
        ["代码表"] = catalogue.CodeTables.SelectMany(static table => table.Codes.Select(code => RowOf(table, code))).ToList(),
    });

    private static Dictionary<string, object> RowOf(CatalogueEntry entry) => new()
    {
        ["信息资源代码"] = entry.Code,
        ["信息资源名称"] = entry.Name,
        ["所属主体"] = entry.Entity,
        ["数源部门"] = entry.Provider,
        ["共享属性"] = entry.Sharing,
        ["共享条件"] = entry.Condition,
        ["更新方式"] = entry.Shape,
        ["份数"] = entry.Count,
        ["区分字段"] = string.Join("、", entry.InstanceKey),
        ["分属字段"] = entry.PartField,
        ["数源"] = string.Join("\n", entry.Sources.Select(static source => $"{source.Source}（{source.Bureau}）{source.Part}")),
        ["信息项数"] = entry.Fields.Count,
    };

    private static Dictionary<string, object> RowOf(CatalogueEntry entry, CatalogueField field) => new()
    {
        ["信息资源代码"] = entry.Code,
        ["信息资源名称"] = entry.Name,
        ["信息项路径"] = field.Path,
        ["信息项名称"] = field.Name,
        ["类型"] = field.Type,
        ["单位"] = field.Unit,
        ["格式"] = field.Format,
        ["代码表"] = field.CodeTable,
        ["必填"] = field.Required ? "是" : "否",
        ["取值范围"] = field.Range,
        ["敏感级别"] = field.Class,
        ["同一主体的键"] = field.SameAs,
        ["说明"] = field.Comment,
    };

    private static Dictionary<string, object> RowOf(CatalogueTable table, CatalogueCode code) => new()
    {
        ["代码表"] = table.Name,
        ["代码"] = code.Code,
        ["名称"] = code.Name,
    };
}
