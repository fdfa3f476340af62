using DataBus.Cli;

return await CliApplication.RunAsync(args);
