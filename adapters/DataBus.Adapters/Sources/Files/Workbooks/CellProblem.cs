using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>What is wrong with a cell, where, and how it is mended. Values stay out of the texts: they may be closed.</summary>
internal static class CellProblem
{
    /// <summary>The problem of a cell.</summary>
    /// <param name="kind">What the cell is.</param>
    /// <param name="place">Sheet and cell.</param>
    /// <param name="shown">What stands in it.</param>
    public static ConversionProblem Of(CellKind kind, string place, string shown)
    {
        var (rule, zh, en) = kind switch
        {
            CellKind.Number => ("kit.cell_no_date",
                "是数字, 没有日期格式, 无法确定是哪一天. 请按 2026-01-31 的写法重填",
                "is a number without a date format: which day it means is not known. Write it as 2026-01-31"),
            CellKind.DestroyedNumber => ("kit.spreadsheet_number",
                "存成了数字: 15 位以上的数字或科学计数法, 原来的数位已丢失, 不作猜测. 请把该列设为“文本”格式后重填",
                "is stored as a number of 15 digits and more or in scientific notation: digits are lost, nothing is guessed. Format the column as text and fill it again"),
            CellKind.Formula => ("kit.cell_formula",
                "是公式, 不取其结果. 请复制后“选择性粘贴”为数值",
                "is a formula, whose result is not taken. Copy it and paste it as a value"),
            CellKind.Merged => ("kit.cell_merged",
                "是合并单元格, 无法确定哪些行有这个值. 请取消合并并逐行填写",
                "is part of merged cells: which rows have the value is not known. Unmerge them and fill each row"),
            CellKind.Error => ("kit.cell_error", "是错误值. 请改正或清空", "is an error value. Correct or clear it"),
            CellKind.NoDate => ("kit.cell_date",
                "是日期格式, 其数值却不是存在的日期. 请按 2026-01-31 的写法重填",
                "has a date format, but its number is no existing day. Write it as 2026-01-31"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is wrong with such a cell."),
        };
        return new ConversionProblem(rule, Severity.Error, shown, $"单元格 {place} {zh}", $"Cell {place} {en}");
    }
}
