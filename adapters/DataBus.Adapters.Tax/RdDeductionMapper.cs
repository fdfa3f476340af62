using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Tax;

/// <summary>Checks that a return is of a form whose lines mean what the table says.</summary>
/// <remarks>
/// Lines of other versions of A107012 stand elsewhere: mapped by this table, amounts would land in wrong fields, each of them sound.
/// </remarks>
public sealed class RdDeductionMapper : IRowMapper
{
    private static readonly string[] _versions = ["2023", "2024"];

    /// <inheritdoc/>
    public string Name => "rd-deduction";

    /// <inheritdoc/>
    public void Map(SourceRow row, MappedRow mapped)
    {
        if (row["表单版本"] is { } version && !_versions.Contains(version))
        {
            mapped.Error(
                "tax.form_version", "form_version", version,
                $"这张映射表只适用于 {string.Join("、", _versions)} 版表单: 其他版本行次不同, 金额会错位",
                $"This table maps forms of {string.Join(", ", _versions)} only: lines of others stand elsewhere");
        }
    }
}
