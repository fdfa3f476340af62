namespace DataBus.Hub;

/// <summary>In which language the hub's process speaks to who started it.</summary>
/// <param name="language"><c>zh-CN</c> or <c>en</c>; anything else: both, Chinese first.</param>
internal sealed class Speech(string? language)
{
    /// <summary>A text in that language.</summary>
    /// <param name="zh">In Chinese.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="between">What stands between the two.</param>
    public string Of(string zh, string en, string between = " ") => language switch
    {
        "zh-CN" => zh,
        "en" => en,
        _ => $"{zh}{between}{en}",
    };
}
