using DataBus.Hub;
using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>Lets one append of the log fail, before or after it is on disk; then the hub is started again and asked to go on.</summary>
internal sealed class WriteFault
{
    private readonly CoreFixture _hub;
    private readonly int _failAt;
    private readonly bool _isWritten;

    public WriteFault(CoreFixture hub, int failAt, bool isWritten)
    {
        (_hub, _failAt, _isWritten) = (hub, failAt, isWritten);
        Hook();
    }

    /// <summary>Appends so far.</summary>
    public int Writes { get; private set; }

    /// <summary>Does something; if the disk fails under it, again after a restart.</summary>
    public async Task GoOnAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (HubException failed) when (failed.Refusal.Reason == "LOG_FAILED")
        {
            await _hub.KillAsync();
            Hook();
            await act();
        }
    }

    private void Hook()
    {
        var log = (RocksDbExchangeLog)_hub.Core.Log;
        var write = log.Write;
        log.Write = batch =>
        {
            var fails = ++Writes == _failAt;
            if (fails && !_isWritten)
                throw new IOException("No space left on device");
            write(batch);
            if (fails)
                throw new IOException("Input/output error");
        };
    }
}
