using DataBus.Hub.Access;
using DataBus.Hub.Entities;

namespace DataBus.Hub.Api;

/// <summary>What callers may see, from what their sources own.</summary>
internal sealed class Rights(IViews views)
{
    public FieldView Of(CallerIdentity caller)
    {
        if (caller.IsOperator || caller.Source.Length == 0)
            return FieldView.Of(caller, []);

        using var view = views.Newest();
        return FieldView.Of(caller, view.FindSource(caller.Source)?.Parts ?? []);
    }
}
