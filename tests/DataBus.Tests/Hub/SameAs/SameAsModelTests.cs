using CsCheck;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations.Retention;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.Tests.Model;
using DataBus.V1;

namespace DataBus.Tests.Hub.SameAs;

/// <summary>Random joins, splits, statements and deletes against the model; a failure prints the smallest sequence and its seed.</summary>
public sealed class SameAsModelTests
{
    private const string Registration = "enterprise.registration";
    private const string Label = "enterprise.tier_label";
    private const string OtherUscc = "914403001922038216";
    private static readonly string _regno = "32040400000588" + CheckDigits.Regno("32040400000588");

    private static readonly Key[] _keys = [Of("local", "one-stop:1"), Of("local", "one-stop:2"), Of("regno", _regno), Of("uscc", Sound.Uscc), Of("uscc", OtherUscc)];

    private static readonly Gen<Step> _step = Gen.Frequency(
        (4, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Bool, (key, uscc, regno) => (Step)new Push(key, uscc, regno))),
        (2, Gen.Int[0, 4].Select(key => (Step)new PushLabel(key))),
        (2, Gen.Select(Gen.Int[0, 4], Gen.Bool, (key, label) => (Step)new Delete(key, label ? Label : Registration))),
        (4, Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Bool, (one, on, joined) => (Step)new Say(one, (one + on) % 5, joined))),
        (1, Gen.Bool.Select(rebuild => (Step)new Restart(rebuild))));

    [Fact]
    public Task SameAs_RandomSequences_AgreesWithModel() =>
        _step.Array[4, 24].SampleAsync(RunAsync, iter: 60, print: steps => string.Join('\n', (object[])steps));

    private static async Task RunAsync(Step[] steps)
    {
        await using var fixture = new CoreFixture();
        var model = new SameAsModel(_keys);
        foreach (var step in steps)
        {
            await DoAsync(step, fixture, model);
            if (step is Restart)
                await CompareAsync(fixture, model);
        }

        await CompareAsync(fixture, model);
        await fixture.RebuildViewsAsync();
        await CompareAsync(fixture, model);
        await TrimAsync(fixture);
        await CompareAsync(fixture, model);
    }

    // What is joined, and on whose word, does not depend on what was stated and taken back in between.
    private static async Task TrimAsync(CoreFixture fixture)
    {
        var before = ViewDump.Of(fixture.Core.Store);
        using (var trimmer = new Trimmer(fixture.Core.Log, fixture.Core.Views, fixture.Core.Intake))
            _ = await trimmer.TrimAsync(fixture.Core.Log.Head, "张", "试清理", TestContext.Current.CancellationToken);
        await fixture.RebuildViewsAsync();
        Assert.Equal(before, ViewDump.Of(fixture.Core.Store));
    }

    private static async Task DoAsync(Step step, CoreFixture fixture, SameAsModel model)
    {
        switch (step)
        {
            case Push push:
                var change = RegistrationOf(push);
                await PushAsync(fixture, "market-regulation.registrations", change);
                model.Push(push.Key, Registration, StatedKeys.Of(change).Select(key => Array.IndexOf(_keys, key)));
                break;
            case PushLabel push:
                await PushAsync(fixture, "science.tier-labels", new Change { Key = _keys[push.Key], TierLabel = Sound.TierLabel });
                model.Push(push.Key, Label, []);
                break;
            case Delete delete:
                var isLabel = delete.Facet == Label;
                await PushAsync(fixture, isLabel ? "science.tier-labels" : "market-regulation.registrations", new Change
                {
                    Key = _keys[delete.Key],
                    Tombstone = new Tombstone { Facet = delete.Facet, Instance = isLabel ? "T1|2025-0001" : "" },
                });
                model.Delete(delete.Key, delete.Facet);
                break;
            case Say say:
                var said = new SameAsSet { One = _keys[say.One], Other = _keys[say.Other], Joined = say.Joined, Actor = "张", Reason = "试" };
                _ = await fixture.Core.Intake.SetSameAsAsync(said, TestContext.Current.CancellationToken);
                model.Say(say.One, say.Other, say.Joined);
                break;
            case Restart restart:
                await (restart.Rebuild ? fixture.RebuildViewsAsync() : fixture.ReopenAsync());
                break;
        }
    }

    private static async Task PushAsync(CoreFixture fixture, string source, Change change)
    {
        var result = await (await fixture.OpenAsync(source)).PushAsync(change);

        Assert.Empty(result.Exceptions);
    }

    private static async Task CompareAsync(CoreFixture fixture, SameAsModel model)
    {
        using var view = await fixture.Core.Views.AtLeastAsync(fixture.Core.Log.Head, TestContext.Current.CancellationToken);
        for (var key = 0; key < _keys.Length; key++)
            Assert.Equal(model.GroupOf(key), KeyGroup.Of(AddressKey.OfEntity(_keys[key]), view).Keys);

        var listed = EntityGroup.Scan(view, AddressKey.KindPrefix(Kind.Enterprise), null)
            .Select(one => GoldenRecord.Of(one.Entity, fixture.Core.Log, static change => change))
            .OfType<Entity>()
            .ToList();
        Assert.Equal(model.Entities(), listed.Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(listed.Count, (int)view.Counts().Enterprise);
    }

    private static string Describe(Entity entity)
    {
        Assert.Equal(entity.Keys[0], entity.Key);
        return SameAsModel.Describe(entity.Keys, entity.Facets.Select(facet => $"{KeyText.Format(facet.Change.Key)}={FacetCatalogue.Of(facet.Change)!.Name}"));
    }

    // What a key of its own scheme says would be another entity's: such a content is held, and says nothing.
    private static Change RegistrationOf(Push push)
    {
        var key = _keys[push.Key];
        var content = Sound.Registration;
        content.Uscc = key.Scheme == "uscc" ? key.Value : push.Uscc switch { 0 => "", 1 => Sound.Uscc, _ => OtherUscc };
        content.Regno = push.Regno ? _regno : "";
        return new Change { Key = key, Registration = content };
    }

    private static Key Of(string scheme, string value) => new() { Kind = Kind.Enterprise, Scheme = scheme, Value = value };

    private abstract record Step;

    private sealed record Push(int Key, int Uscc, bool Regno) : Step;

    private sealed record PushLabel(int Key) : Step;

    private sealed record Delete(int Key, string Facet) : Step;

    private sealed record Say(int One, int Other, bool Joined) : Step;

    private sealed record Restart(bool Rebuild) : Step;
}
