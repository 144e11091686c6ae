using System.Security.Cryptography;
using System.Text.Json;
using Knooppunt.Reports;
using Microsoft.AspNetCore.DataProtection;

namespace Knooppunt.Node.Reports;

/// <summary>How far somebody is with the form. It travels with the pages themselves, encrypted: no cookie, no address and no table holds it.</summary>
/// <param name="Form">Random id of this filled-in form.</param>
/// <param name="Step">The question on the page.</param>
/// <param name="Answers">What was answered.</param>
/// <param name="Code">The receipt code between the page that shows it and the page that confirms it, and in an open mailbox; empty otherwise.</param>
sealed record FormState(string Form, ReportStep Step, ReportAnswers Answers, string Code = "")
{
    public static FormState New(Tongue tongue, string? place = null) => new(RandomNumberGenerator.GetHexString(32), ReportStep.Kind, new() { Tongue = tongue, Place = place });
}

/// <summary>Closes and opens the state of a form.</summary>
sealed class FormStates(IDataProtectionProvider protection)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("knooppunt.reports.form").ToTimeLimitedDataProtector();

    public string Close(FormState state) => _protector.Protect(JsonSerializer.Serialize(state, ReportsJson.Default.FormState), Lifetime);

    /// <summary>The state; null when it is too old or not ours.</summary>
    public FormState? Open(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(_protector.Unprotect(text), ReportsJson.Default.FormState);
        }
        catch (Exception wrong) when (wrong is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
