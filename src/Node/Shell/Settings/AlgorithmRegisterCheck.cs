using Knooppunt.Transparency;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>Says in sentences what of the section algorithm-register the register's standard would refuse. What is absent is no fault here: the register's page names it.</summary>
static class AlgorithmRegisterCheck
{
    public static IEnumerable<string> Complaints(NodeSettings settings)
    {
        if (settings.AlgorithmRegister is not { } register)
            return [];
        return
        [
            .. Complaints(settings, register, "algorithm-register"),
            .. register.Patterns.SelectMany(pattern => Complaints(settings, pattern, $"algorithm-register: pattern \"{pattern.Pattern}\"")),
            .. register.Patterns.GroupBy(pattern => pattern.Pattern).Where(group => group.Key.Length == 0 || group.Count() > 1)
                .Select(group => group.Key.Length == 0 ? "algorithm-register: an item of patterns must name its pattern by id." : $"algorithm-register: pattern \"{group.Key}\" is named twice; write what differs under one item."),
        ];
    }

    static IEnumerable<string> Complaints(NodeSettings settings, RegisterEntrySettings entry, string where)
    {
        foreach (var (field, setting, text) in entry.Written)
        {
            if (field == EntryField.Organisation)
            {
                if (text is not null && settings.Organisations.All(organisation => organisation.Id != text))
                    yield return $"{where}: {setting} \"{text}\" is not listed under organisations; name the partner that publishes.";
            }
            else if (RegisterStandard.Fault(field, text) is { } fault)
                yield return $"{where}: {setting} {Wanted(fault)}";
        }
    }

    static string Wanted(EntryFault fault)
    {
        var rule = RegisterStandard.Of(fault.Field);
        if (fault.Kind == FaultKind.TooLong)
            return $"has {fault.Length} characters; the register takes fewer than {rule.Below}.";
        return rule.Form switch
        {
            FieldForm.Address => "must be an address that begins with https://.",
            FieldForm.AddressOrMail => "must be an e-mail address, or an address that begins with https://.",
            FieldForm.Month => "must be a month as yyyy-mm.",
            _ => $"must be of the register's list: {string.Join(", ", rule.Choices)}.",
        };
    }
}
