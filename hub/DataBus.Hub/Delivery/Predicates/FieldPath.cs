using System.Collections;
using System.Globalization;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>A field of a facet, found by its path once; a path through a list means each of its items.</summary>
internal sealed class FieldPath
{
    private readonly FieldDescriptor[] _steps;

    private FieldPath(FieldDescriptor[] steps) => _steps = steps;

    /// <summary>The field itself.</summary>
    public FieldDescriptor Field => _steps[^1];

    /// <summary>Finds a field by its path, for example <c>capital.amount</c>; null if the facet kind has none such.</summary>
    public static FieldPath? Find(FacetKind facet, string path)
    {
        var steps = new List<FieldDescriptor>();
        var message = facet.Descriptor;
        foreach (var name in path.Split('.'))
        {
            if (message?.FindFieldByName(name) is not { } field)
                return null;
            steps.Add(field);
            message = field.FieldType == FieldType.Message ? field.MessageType : null;
        }
        return new FieldPath([.. steps]);
    }

    /// <summary>The values that are set there in a content; none if it is not set.</summary>
    public IEnumerable<object> ValuesIn(IMessage content) => ValuesIn(content, 0);

    private IEnumerable<object> ValuesIn(IMessage message, int step)
    {
        var found = SetValues(_steps[step], message);
        return step == _steps.Length - 1 ? found : found.SelectMany(inner => ValuesIn((IMessage)inner, step + 1));
    }

    private static IEnumerable<object> SetValues(FieldDescriptor field, IMessage message)
    {
        if (field.HasPresence && !field.Accessor.HasValue(message))
            return [];
        return field.Accessor.GetValue(message) switch
        {
            null or "" => [],
            IList list => list.Cast<object>(),
            Enum value when Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0 => [],
            var value => [value],
        };
    }
}
