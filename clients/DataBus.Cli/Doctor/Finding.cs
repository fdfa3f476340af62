namespace DataBus.Cli.Doctor;

/// <summary>What a check found, and what to do about it.</summary>
/// <param name="Check">Name of the check, for programs.</param>
/// <param name="State">How it came out.</param>
/// <param name="What">What was found.</param>
/// <param name="Todo">What to do; nothing if it is as it should be.</param>
internal sealed record Finding(string Check, FindingState State, Said What, Said Todo)
{
    public static Finding Ok(string check, string zh, string en) => new(check, FindingState.Ok, new(zh, en), Said.Nothing);

    public static Finding Warning(string check, Said what, Said todo) => new(check, FindingState.Warning, what, todo);

    public static Finding Failed(string check, Said what, Said todo) => new(check, FindingState.Failed, what, todo);
}
