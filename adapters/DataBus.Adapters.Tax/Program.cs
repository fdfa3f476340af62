using DataBus.Adapters;
using DataBus.Adapters.Tax;

return await AdapterHost.RunAsync(args, setup => setup.AddRowMapper<RdDeductionMapper>());
