using DataBus.Adapters;

return await AdapterHost.RunAsync(args);
