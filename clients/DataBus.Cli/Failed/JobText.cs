using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli.Failed;

/// <summary>Jobs as people read them.</summary>
internal static class JobText
{
    /// <summary>The verb that does it, for example <c>replay</c>.</summary>
    public static string VerbOf(JobAct? act) => $"{act?.ActCase ?? JobAct.ActOneofCase.None}".ToLowerInvariant();

    /// <summary>What it does, in words.</summary>
    public static string ActOf(JobAct? act, Texts texts)
    {
        var name = texts.Word("jobact", VerbOf(act));
        return act?.ActCase switch
        {
            JobAct.ActOneofCase.Patch => $"{name} {string.Join("; ", act.Patch.Edits.Select(EditOf))}{(act.Patch.Replay ? $" + {texts["jobact.replay"]}" : "")}",
            JobAct.ActOneofCase.Undo => $"{name} {act.Undo.Job}",
            _ => name,
        };
    }

    public static string StateOf(Job job, Texts texts) => texts.Word("jobstate", $"{job.State}".ToLowerInvariant());

    /// <summary>Results with their counts, in words.</summary>
    public static string CountsOf(IEnumerable<JobCount> counts, Texts texts) =>
        string.Join(texts.IsChinese ? "，" : ", ", counts.Select(one => $"{texts.Word("result", one.Result)} {one.Count}"));

    private static string EditOf(FieldEdit edit) => edit.HowCase switch
    {
        FieldEdit.HowOneofCase.Value => $"{edit.Path}={edit.Value}",
        FieldEdit.HowOneofCase.Map => $"{edit.Path}={edit.Map.From}=>{edit.Map.To}",
        FieldEdit.HowOneofCase.Trim => $"--trim {edit.Path}",
        FieldEdit.HowOneofCase.HalfWidth => $"--half-width {edit.Path}",
        FieldEdit.HowOneofCase.Clear => $"--clear {edit.Path}",
        _ => JsonFormatter.Default.Format(edit),
    };
}
