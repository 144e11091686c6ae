// The printed link carries the code behind the #, which a browser never sends; without script one types it.
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, '', location.pathname);
  const box = document.getElementById('code');
  box.value = code;
  box.form.requestSubmit();
}
