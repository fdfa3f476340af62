using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DataBus.Hosting;

/// <summary>
/// Lifetime of a process that another one started: it stops at the end of its standard input, which comes when the
/// parent closes the pipe or dies in any way, and on SIGTERM. Ctrl-C reaches the whole terminal group; the parent alone
/// decides in which order its parts stop, so SIGINT and SIGHUP are ignored here.
/// </summary>
internal sealed class ParentLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            application.StopApplication();
        }));
        // A background thread: a blocking read of a pipe cannot be cancelled, and a hosted service in it would block the stop.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = nameof(ParentLifetime) }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }
        application.StopApplication();
    }
}

/// <summary>Registers <see cref="ParentLifetime"/> where a parent asks for it.</summary>
internal static class ParentLifetimeExtensions
{
    /// <summary>The switch that a parent passes to each of its parts.</summary>
    public const string Switch = "--parent";

    /// <summary>
    /// Ties the process to its parent if the arguments contain <c>--parent</c>. Opt-in, because under systemd standard
    /// input is /dev/null and ends at once. Beware: .NET's command-line configuration takes the argument after a bare
    /// switch for its value, so leave the switch out of what is given to it.
    /// </summary>
    public static IServiceCollection AddParentLifetime(this IServiceCollection services, IEnumerable<string> args)
    {
        // The last registration wins over the host's own console lifetime.
        return args.Contains(Switch) ? services.AddSingleton<IHostLifetime, ParentLifetime>() : services;
    }

    /// <summary>As <see cref="AddParentLifetime(IServiceCollection, IEnumerable{string})"/>.</summary>
    public static IHostApplicationBuilder AddParentLifetime(this IHostApplicationBuilder builder, IEnumerable<string> args)
    {
        builder.Services.AddParentLifetime(args);
        return builder;
    }
}
