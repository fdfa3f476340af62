namespace DataBus.Hub.Intake;

/// <summary>A command that waits for the writer; answered after its group is on disk.</summary>
internal abstract class Command
{
    /// <summary>Decides. A <see cref="HubException"/> refuses it and leaves nothing behind.</summary>
    public abstract void Execute();

    public abstract void Complete();

    public abstract void Fail(Exception cause);
}

/// <summary>A command with its answer.</summary>
internal sealed class Command<T>(Func<T> execute) : Command
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _decided;

    public Task<T> Answer => _answer.Task;

    public override void Execute() => _decided = execute();

    public override void Complete() => _answer.TrySetResult(_decided!);

    public override void Fail(Exception cause) => _answer.TrySetException(cause);
}
