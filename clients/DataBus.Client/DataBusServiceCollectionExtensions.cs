using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataBus.Client;

/// <summary>Registers the client.</summary>
public static class DataBusServiceCollectionExtensions
{
    /// <summary>Adds <see cref="DataBusClient"/> as a singleton, with <see cref="DataBusOptions"/> from section <c>DataBus</c>.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Settings that go over those of the configuration.</param>
    public static IServiceCollection AddDataBusClient(this IServiceCollection services, Action<DataBusOptions>? configure = null)
    {
        var options = services.AddOptionsWithValidateOnStart<DataBusOptions>().BindConfiguration("DataBus").ValidateDataAnnotations();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataBusClient>();
        return services;
    }
}
