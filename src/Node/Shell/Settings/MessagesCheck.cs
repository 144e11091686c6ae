namespace Knooppunt.Node.Shell.Settings;

/// <summary>Says in sentences what is wrong with how the node tells people and systems something.</summary>
static class MessagesCheck
{
    public static IEnumerable<string> Complaints(NodeSettings settings)
    {
        if (settings.Address is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var given) || given.Scheme is not ("http" or "https")))
            yield return $"address: \"{address}\" is not an address; write for example https://knooppunt.haven.example.";
        if (settings.Mail is { } mail)
        {
            if (mail.Host.Length == 0 || mail.Port is < 1 or > 65535)
                yield return "mail: name the server (host) and a port of 1 to 65535.";
            if (!mail.From.Contains('@', StringComparison.Ordinal))
                yield return $"mail: from \"{mail.From}\" is not an e-mail address; write for example knooppunt@haven.example.";
            if (mail.User is not null && !File.Exists(mail.PasswordFile))
                yield return "mail: user needs password-file, a file that can be read; the password does not stand in the configuration.";
            if (mail.Security == MailSecurity.None && !IsHere(mail.Host))
                yield return $"mail: \"{mail.Host}\" is another machine, and security: none would send in clear; write start-tls or tls.";
        }

        foreach (var (id, hook) in settings.Organisations.Where(organisation => organisation.Webhook is not null).Select(organisation => (organisation.Id, organisation.Webhook!)))
        {
            if (!Uri.TryCreate(hook.Url, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && IsHere(url.Host))))
                yield return $"organisations: the webhook of \"{id}\" needs a url that begins with https://.";
            if (!File.Exists(hook.SecretFile))
                yield return $"organisations: the webhook of \"{id}\" needs secret-file, a file that can be read; without a signature its receiver cannot tell a forged message.";
        }
    }

    static bool IsHere(string host) => host is "localhost" or "127.0.0.1" or "::1" or "[::1]";
}
