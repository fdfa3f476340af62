using DataBus.Client;

namespace DataBus.Cli;

/// <summary>Says to people why a stream waits, once until it goes on: a watch of a hub that is not there must not look like a quiet one.</summary>
internal sealed class StreamVoice(Texts texts, TextWriter error, string hub)
{
    private readonly Lock _lock = new();
    private string? _said;

    public void AddTo(StreamNotices notices) => (notices.Broke, notices.Resumed) = (Broke, Resumed);

    private void Broke(DataBusException broken)
    {
        lock (_lock)
        {
            // A stream that ends between two tries is opened again at once: nobody waits for it.
            var text = CliErrors.TextOf(texts, hub, broken);
            if (text == _said)
                return;
            _said = text;
            error.WriteLine(texts.Format("stream.waits", text));
        }
    }

    private void Resumed()
    {
        lock (_lock)
        {
            if (_said is not null)
                error.WriteLine(texts["stream.goes-on"]);
            _said = null;
        }
    }
}
