namespace DataBus.Hub.Log;

/// <summary>By what a record's digest and its link of the chain are made; the numbers are stored. The number behind each is its sparse form.</summary>
internal enum DigestAlgorithm : byte
{
    /// <summary>SHA-256 (FIPS 180-4).</summary>
    Sha256 = 1,

    /// <summary>SM3 (GB/T 32905).</summary>
    Sm3 = 3,
}
