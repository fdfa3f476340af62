using System.Text.Encodings.Web;
using System.Text.Json;
using DataBus.Client;

namespace DataBus.Cli;

/// <summary>Says on standard error why a command ends: a sentence, or with <c>--output json</c> one object a line.</summary>
/// <param name="Texts">The reader's language.</param>
/// <param name="Writer">Standard error.</param>
/// <param name="Hub">Address of the hub that was asked; empty: none.</param>
/// <param name="IsJson">Whether a program reads it.</param>
internal sealed record CliErrors(Texts Texts, TextWriter Writer, string Hub, bool IsJson)
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task TellAsync(CliException wrong) => TellAsync(wrong.Message, ExitCodes.NameOf(wrong.ExitCode), wrong.ExitCode);

    public Task TellAsync(DataBusException refused)
    {
        var exit = ExitCodes.Of(refused);
        var text = TextOf(Texts, Hub, refused);
        return TellAsync(text, refused.Reason.Length > 0 ? refused.Reason : ExitCodes.NameOf(exit), exit, refused);
    }

    /// <summary>What the hub said, or that it was not reached, in the reader's language.</summary>
    public static string TextOf(Texts texts, string hub, DataBusException refused)
    {
        if (refused.Reason.Length == 0 && ExitCodes.Of(refused.Code) == ExitCodes.Unavailable)
            return texts.Format("unreachable", hub);
        var text = refused.LocalizedMessages.GetValueOrDefault(texts.IsChinese ? Texts.Chinese : Texts.English) ?? refused.Message;
        return refused.Reason.Length == 0 ? text : $"{text} [{refused.Reason}]";
    }

    private async Task TellAsync(string text, string code, int exit, DataBusException? refused = null)
    {
        if (!IsJson)
        {
            await Writer.WriteLineAsync(text);
            return;
        }

        var error = new Dictionary<string, object?> { ["code"] = code, ["exit"] = exit, ["message"] = text };
        if (refused?.LocalizedMessages.GetValueOrDefault(Texts.Chinese) is { } zh)
            error["message_zh"] = zh;
        if (refused?.LocalizedMessages.GetValueOrDefault(Texts.English) is { } en)
            error["message_en"] = en;
        if (refused is { Violations.Count: > 0 })
            error["violations"] = refused.Violations.Select(static one => new { field = one.Field, description = one.Description });
        if (refused is { Facts.Count: > 0 })
            error["facts"] = refused.Facts;
        await Writer.WriteLineAsync(JsonSerializer.Serialize(new { error }, _json));
    }
}
