using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Verbs.Init;

/// <summary>Asks at a terminal for what the options do not tell; elsewhere what is missing is a problem.</summary>
/// <param name="reader">Where answers come from.</param>
/// <param name="writer">Where questions go.</param>
/// <param name="isTerminal">True: somebody answers.</param>
internal sealed class Questions(TextReader reader, TextWriter writer, bool isTerminal)
{
    /// <summary>Gives what was told, else the answer to a question; an empty answer takes the proposal.</summary>
    /// <param name="told">What the option told.</param>
    /// <param name="option">The option.</param>
    /// <param name="question">The question.</param>
    /// <param name="proposal">The proposal; null: there is none.</param>
    /// <param name="choices">What may be answered; null: anything.</param>
    /// <exception cref="AdapterFileException">Nobody answers, and there is no proposal.</exception>
    public string Ask(string? told, string option, string question, string? proposal, IReadOnlyList<string>? choices = null)
    {
        if (told is not null)
            return Demand(told, option, choices) ? told : throw Wrong(option, told, choices);
        if (!isTerminal)
            return proposal ?? throw Wrong(option, null, choices);
        while (true)
        {
            writer.Write($"{question}{(proposal is null ? "" : $" [{proposal}]")}: ");
            var answer = reader.ReadLine()?.Trim() ?? throw Wrong(option, null, choices);
            if (answer.Length == 0 && proposal is not null)
                return proposal;
            if (answer.Length > 0 && Demand(answer, option, choices))
                return answer;
            writer.WriteLine(Wrong(option, answer, choices).Problems[0]);
        }
    }

    /// <summary>Says something before a question.</summary>
    public void Say(string text)
    {
        if (isTerminal)
            writer.WriteLine(text);
    }

    private static bool Demand(string answer, string option, IReadOnlyList<string>? choices) =>
        choices?.Contains(answer) ?? (option != "--source" || SourceName.IsValid(answer));

    private static AdapterFileException Wrong(string option, string? value, IReadOnlyList<string>? choices)
    {
        var of = choices is null ? "" : string.Join(", ", choices);
        var (zh, en) = choices is not null ? ($"应为其中之一: {of}", $"should be one of {of}")
            : option == "--source" ? ("应形如 tax.rd-deduction", "should look like tax.rd-deduction")
            : ("请给出", "please give it");
        return new AdapterFileException("init", [new SettingProblem(0, option, value, zh, en)]);
    }
}
