using DataBus.SampleBureaus;

SampleOptions options;
try
{
    options = SampleOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(SampleOptions.Usage);
    return 2;
}

await using var app = SampleHost.Build(options);
await SampleHost.RunAsync(app);
return 0;
