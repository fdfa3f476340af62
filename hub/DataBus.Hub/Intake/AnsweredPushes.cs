using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>
/// Settles failed pushes that a row answers: their bureau corrected them, or they were read again. What writes the same address settles
/// by itself; a row whose key was wrong, or could not be made, is known by its number alone.
/// </summary>
internal sealed class AnsweredPushes(Writer writer, Publication publication)
{
    private readonly EventDecision _events = new(writer, publication);

    /// <summary>
    /// Whether a content that is held came again as its answer, and nothing holds it any more: a rule or code has changed, or its adapter
    /// was told how to take the row. Otherwise it is only seen again.
    /// </summary>
    public static bool IsSoundNow(PreparedItem item, HeldRef held) => item.Item.Answers == held.Id && !item.Violations.Hold();

    /// <summary>Settles the failed push that a row says that it answers, if the row went through.</summary>
    public void Settle(PreparedItem item, Outcome outcome, SourceRow source)
    {
        if (item.Item.Answers == 0 || outcome is not (Outcome.Accepted or Outcome.Unchanged))
            return;
        if (writer.State.FindHeld(item.Item.Answers) is not { State: FailedState.Held or FailedState.Returned } answered
            || answered.Source != source.Source || answered.Entry.Deletes.Count > 0)
            return;
        publication.Settle([item.Item.Answers], source.Source, "更正后的行已收下 / the corrected row was accepted");
        _events.AfterClosing(answered, source);
    }
}
