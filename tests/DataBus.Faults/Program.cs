using DataBus.Faults;

return await FaultCommands.RunAsync(args);
