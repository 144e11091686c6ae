namespace Knooppunt.Node.Shell.Settings;

/// <summary>How a connection to a mail server is secured.</summary>
enum MailSecurity
{
    /// <summary>Begins in clear and must go on encrypted (port 587).</summary>
    StartTls,
    /// <summary>Encrypted from the first byte (port 465).</summary>
    Tls,
    /// <summary>Not: for a server on the same machine only.</summary>
    None,
}

/// <summary>A mail server (SMTP).</summary>
sealed class MailSettings
{
    /// <summary>Name of the server.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port. Default 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>start-tls, tls or none. Default start-tls.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Name to sign in with; absent for a server that asks for none.</summary>
    public string? User { get; set; }

    /// <summary>File that holds the password; the password itself never stands in the configuration.</summary>
    [FromFile]
    public string? PasswordFile { get; set; }

    /// <summary>Address from which it sends.</summary>
    public string From { get; set; } = "";
}

/// <summary>A system that is told by a signed message over HTTP.</summary>
sealed class WebhookSettings
{
    /// <summary>Address, https; http on the same machine only.</summary>
    public string Url { get; set; } = "";

    /// <summary>File that holds the secret with which messages are signed: <c>whsec_</c> and base64, or any text.</summary>
    [FromFile]
    public string SecretFile { get; set; } = "";
}
