namespace DataBus.SampleBureaus;

/// <summary>Choices that depend on nothing but the seed.</summary>
internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;

    /// <summary>Different numbers from <paramref name="start"/> to below <paramref name="exclusiveEnd"/>, in random order.</summary>
    public static int[] Distinct(this Random random, int start, int exclusiveEnd, int count)
    {
        var all = Enumerable.Range(start, exclusiveEnd - start).ToArray();
        random.Shuffle(all);
        return all[..count];
    }
}
