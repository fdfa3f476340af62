using System.Runtime.InteropServices;
using DataBus.Benchmarks;

if (BenchmarkOptions.Parse(args, Console.Error) is not { } options)
    return BenchmarkOptions.WrongOption;

using var stop = new CancellationTokenSource(options.TimeLimit);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await new BenchmarkRun(options, Console.Out).RunAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine($"Stopped before the end: interrupted, or longer than {options.TimeLimit}.");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
