using Knooppunt.Knowledge;

namespace Knooppunt.Advice;

/// <summary>Something that a company or public service does by which ways of smuggling may pass it.</summary>
/// <param name="Code">Short name: lower-case letters and hyphens.</param>
/// <param name="What">What it does, as an answer to "what do you do?".</param>
/// <param name="Steps">Steps of scripts that touch it, each <c>MO-03/collect</c>.</param>
/// <param name="Barriers">Codes of barriers that who does this can put up by itself.</param>
public sealed record Activity(string Code, Bilingual What, IReadOnlyList<string> Steps, IReadOnlyList<string> Barriers);
