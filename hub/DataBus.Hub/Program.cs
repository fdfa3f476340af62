using DataBus.Hub;

return await HubApplication.RunAsync(args);
