namespace DataBus.Adapters.Verbs.Checks;

/// <summary>Says each step of a check: ✔ done, ✘ with what to do, – not tried.</summary>
internal sealed class CheckReport(TextWriter writer)
{
    /// <summary>True: a step failed.</summary>
    public bool HasFailed { get; private set; }

    public void Title(string text) => writer.WriteLine(text);

    public void Ok(string step, string text) => writer.WriteLine($"  ✔ {step}: {text}");

    /// <summary>Says that a step failed.</summary>
    /// <param name="step">The step.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="cure">What to do; empty if the problem says it.</param>
    public void Failed(string step, string problem, string cure = "")
    {
        HasFailed = true;
        writer.WriteLine($"  ✘ {step}: {problem}");
        if (cure.Length > 0)
            writer.WriteLine($"    → {cure}");
    }

    public void Skipped(params string[] steps)
    {
        foreach (var step in steps)
            writer.WriteLine($"  – {step}: 未做, 先解决上面的问题 / not tried, see above");
    }
}
