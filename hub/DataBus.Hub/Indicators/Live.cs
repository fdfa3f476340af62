using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>A live content and the entity that it belongs to; of entities that are joined, the key of the group.</summary>
internal readonly record struct Live<T>(Key Key, T Content);
