using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary><c>patch</c>.</summary>
internal sealed class PatchAct(Texts texts) : IDeskAct
{
    private readonly FieldEditOptions _edits = new(texts);
    private readonly Option<bool> _withdraw = new("--withdraw") { Description = texts["opt.withdraw"] };
    private readonly Option<bool> _replay = new("--replay") { Description = texts["opt.replay"] };

    public string Name => "patch";

    public bool NeedsReason => true;

    public bool TakesEdits => true;

    public IReadOnlyList<Option> Options => [.. _edits.All, _withdraw, _replay];

    public IReadOnlyList<FailedState> States => [];

    public JobAct Of(ParseResult parsed, IReadOnlyList<string> edits)
    {
        var all = _edits.Of(parsed, edits);
        var isWithdrawal = parsed.GetValue(_withdraw);
        if (isWithdrawal && (all.Count > 0 || parsed.GetValue(_replay)))
            throw new CliException(ExitCodes.Usage, texts["withdraw-few"]);
        if (!isWithdrawal && all.Count == 0)
            throw new CliException(ExitCodes.Usage, texts["no-edit"]);
        return new JobAct { Patch = new JobPatch { Edits = { all }, Replay = parsed.GetValue(_replay) } };
    }

    // Where a replay was wanted too, a patch that the rules still hold is only half of it.
    public IReadOnlyList<string> GoodOf(JobAct act) => act.Patch.Replay ? ["replayed", "proposed"] : ["patched", "unpatched", "unchanged"];

    public async Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken)
    {
        var request = new PatchFailedRequest
        {
            Items = { few.Items },
            Edits = { few.Act.Patch.Edits },
            Reason = few.Reason,
            Withdraw = few.Parsed.GetValue(_withdraw),
        };
        var patched = (await desk.PatchFailedAsync(request, cancellationToken)).Results;
        return few.Act.Patch.Replay ? await ReplayAsync(desk, patched, few.Reason, cancellationToken) : patched;
    }

    // At the version that the patch left: what another did in between is not replayed.
    private static async Task<IReadOnlyList<DeskResult>> ReplayAsync(
        DeskClient desk, IReadOnlyList<DeskResult> patched, string reason, CancellationToken cancellationToken)
    {
        var sound = patched.Where(IsSound).ToList();
        if (sound.Count == 0)
            return patched;

        var items = sound.Select(static one => new FailedRef { Id = one.Id, Version = one.Version });
        var replayed = await desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { items }, Reason = reason }, cancellationToken);
        return [.. patched.Select(one => replayed.Results.FirstOrDefault(after => after.Id == one.Id) ?? one)];
    }

    private static bool IsSound(DeskResult patched) =>
        patched.Result is "patched" or "unchanged" && patched.Violations.All(static broken => broken.Severity != Severity.Error);
}
