using DataBus.Adapters.Declaration;
using DataBus.Adapters.Verbs;

namespace DataBus.Adapters.Comparison;

/// <summary>A drop folder of its own for one file of a source, so that what is compared stays where it lies; goes when disposed.</summary>
internal sealed class FileCopy : IDisposable
{
    private FileCopy(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Copies a file, and its manifest if it has one.</summary>
    /// <exception cref="AdapterFileException">No file was named: files are read once and moved, so the newest complete one must be told.</exception>
    public static FileCopy Of(string? file, FileInput input) => file is not null
        ? Of(file, Path.GetFileName(file), input)
        : throw CompareOptions.Wrong(
            "--file", null, "文件来源应给出最新的完整文件, 一般在 done/ 中", "a source of files needs its newest complete file, which mostly lies in done/");

    /// <summary>Copies a file under the name that it was dropped with, and its manifest if it has one.</summary>
    public static FileCopy Of(string file, string name, FileInput input)
    {
        var copy = new FileCopy(Directory.CreateTempSubdirectory("databus-copy-").FullName);
        var drop = Directory.CreateDirectory(Path.Combine(copy.Folder, input.Folder)).FullName;
        File.Copy(file, Path.Combine(drop, name));
        if (ManifestOf(file, Path.GetFileName(file), input) is { } manifest && File.Exists(manifest))
            File.Copy(manifest, ManifestOf(Path.Combine(drop, name), name, input)!);
        return copy;
    }

    private static string? ManifestOf(string file, string name, FileInput input) => input.Manifest is null
        ? null
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, input.Manifest.Replace("{name}", name, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
