using DataBus.Cli.Up;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await UpSession.RunAsync(new UpOptions(args.Contains("--once"), null), args.Contains("json"), chinese: true, stop.Token);
