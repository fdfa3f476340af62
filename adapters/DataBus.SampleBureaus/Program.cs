using DataBus.SampleBureaus;

try
{
    await using var app = SampleHost.Build(SampleOptions.Parse(args));
    await SampleHost.RunAsync(app);
    return 0;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(SampleOptions.Usage);
    return 2;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    // A port in use, a folder that cannot be written.
    Console.Error.WriteLine(failure.Message);
    return 1;
}
