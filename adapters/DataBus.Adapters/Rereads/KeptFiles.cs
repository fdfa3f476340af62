using System.Runtime.CompilerServices;
using DataBus.Adapters.Comparison;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Sources.Files;
using DataBus.V1;

namespace DataBus.Adapters.Rereads;

/// <summary>Rows of files that were read: the file that a row came in, where it is still kept, else the newest complete one.</summary>
/// <param name="folder">The drop folder.</param>
/// <param name="input">How its files are read.</param>
/// <param name="open">Makes a reader of another drop folder.</param>
internal sealed class KeptFiles(DropFolder folder, FileInput input, Func<string, ISource> open) : IRereadRows
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<RereadRow> ReadAsync(
        IReadOnlyList<Reread> asked, Action<string> failed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (file, sha256) in await FindAsync(asked, failed, cancellationToken))
        {
            using var copy = Copy(file, failed);
            if (copy is null)
                continue;
            var steps = open(copy.Folder).ReadAsync(UnknowingHub.FromTheBeginning, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (steps)
            {
                while (await NextAsync(steps, file, failed))
                {
                    if (steps.Current.Item is { } item)
                        yield return new RereadRow(item, sha256);
                }
            }
        }
    }

    private async Task<IReadOnlyCollection<(WaitingFile File, string Sha256)>> FindAsync(
        IReadOnlyList<Reread> asked, Action<string> failed, CancellationToken cancellationToken)
    {
        var kept = folder.Kept();
        var found = new Dictionary<string, (WaitingFile File, string Sha256)>();
        foreach (var facts in asked.Select(one => one.File).Distinct())
        {
            var file = facts is null ? null : await FindAsync(facts, kept, cancellationToken);
            if (file is null && facts is not null)
                failed($"文件 {facts.Name} 已不在 done/ 中, 改读最新的文件 / the file {facts.Name} is not kept any more, the newest one is read instead");
            file ??= kept.LastOrDefault(one => one.Pattern.Mode == PassMode.Full) ?? (kept.Count > 0 ? kept[^1] : null);
            if (file is null)
                failed("没有留存的文件可以重读 / no file is kept that could be read again");
            else
                found[file.Path] = (file, await FileBytes.Sha256Async(file.Path, cancellationToken));
        }
        return found.Values;
    }

    // Of its name or as-of first: not every file that was ever read is hashed.
    private static async Task<WaitingFile?> FindAsync(FileFacts facts, IReadOnlyList<WaitingFile> kept, CancellationToken cancellationToken)
    {
        foreach (var file in kept.Where(file => file.Name == facts.Name || file.AsOf == facts.AsOf))
        {
            if (await FileBytes.Sha256Async(file.Path, cancellationToken) == facts.Sha256)
                return file;
        }
        return null;
    }

    private FileCopy? Copy(WaitingFile file, Action<string> failed)
    {
        try
        {
            return FileCopy.Of(file.Path, file.Name, input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failed($"{file.Name} 不能重读 / cannot be read again: {e.Message}");
            return null;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SourceStep> steps, WaitingFile file, Action<string> failed)
    {
        try
        {
            if (!await steps.MoveNextAsync())
                return false;
        }
        catch (SourceDriftException drift)
        {
            failed($"{file.Name}: {drift.Message}");
            return false;
        }
        if (steps.Current.Close is { End: PassEnd.Failed } close)
            failed($"{file.Name}: {close.Reason}");
        return true;
    }
}
