// WebAuthn between the form and the server: options come as JSON, the credential goes back as a form field.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async event => {
    const field = form.elements.namedItem('credential');
    if (field.value) return;
    event.preventDefault();
    const said = form.querySelector('.passkey-wrong');
    said.hidden = true;
    try {
      const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
      if (!answer.ok) throw new Error(answer.statusText);
      const options = await answer.json();
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      said.textContent = said.dataset.say;
      said.hidden = false;
    }
  });
}
