namespace DataBus.SampleBureaus.Organisations;

/// <summary>A made-up organisation of Jinnan, the same in every bureau's books.</summary>
/// <param name="Uscc">Its credit code, always right here; a bureau may spell it wrong.</param>
/// <param name="Name">Its name; contains 示例, so that nobody takes it for a real one.</param>
/// <param name="Industry">GB/T 4754 category and class, for example C3919.</param>
/// <param name="Residence">Its address as people write it.</param>
/// <param name="Founded">Day of foundation.</param>
internal sealed record Organisation(string Uscc, string Name, string Industry, string Residence, DateOnly Founded);
