using DataBus.Adapters;
using DataBus.Adapters.MarketRegulation;

return await AdapterHost.RunAsync(args, setup => setup.AddRowMapper<RegistrationMapper>());
