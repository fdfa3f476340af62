using DataBus.V1;

namespace DataBus.Cli;

/// <summary>Says that delivery is closed, since when and why, and what opens it.</summary>
internal static class ClosedText
{
    public static string Of(DeliveryClosed closed, Texts texts) =>
        texts.Format("status.closed", closed.Revision, texts.Format($"status.closed.{closed.Cause}", DistrictTime.Text(closed.BackupMadeAt)));
}
