namespace DataBus.Tests.Model;

/// <summary>Copies a folder in use, as a crash would leave it.</summary>
internal static class DirectoryCopy
{
    /// <summary>Copies until nothing changed meanwhile: the store compacts in the background.</summary>
    public static void AsOfOneMoment(string from, string to)
    {
        while (!TryCopy(from, to))
            Directory.Delete(to, recursive: true);
    }

    // The lock is the living process's own, and its text log no part of the data; without its note, the folder is not known as a copy.
    private static List<(string Name, long Length)> List(string from) =>
    [
        .. new DirectoryInfo(from).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Name is not ("lock" or "LOCK" or "LOG" or "directory.note"))
            .Select(file => (Path.GetRelativePath(from, file.FullName), file.Length))
            .Order(),
    ];

    private static bool TryCopy(string from, string to)
    {
        _ = Directory.CreateDirectory(to);
        try
        {
            var before = List(from);
            foreach (var (name, _) in before)
            {
                var target = Path.Combine(to, name);
                _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(from, name), target);
            }

            return before.SequenceEqual(List(from));
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
