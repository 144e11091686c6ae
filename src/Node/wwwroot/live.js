// New and changed signals come in at the top of the list, as the server drew them.
const list = document.querySelector('[data-live-signals]');
if (list) {
  const stream = new EventSource('/signals/stream');
  let drawing = false, again = false;
  const draw = async () => {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-live-signals]');
    const focused = document.activeElement?.getAttribute('href');
    if (fresh) list.replaceChildren(...fresh.children);
    document.querySelector('.live .empty')?.remove();
    dispatchEvent(new Event('signals-drawn'));
    if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  // The first at once; whatever comes while it is drawn, together a moment later. The server's own list is the truth.
  const soon = async () => {
    again = true;
    if (drawing) return;
    drawing = true;
    while (again) {
      again = false;
      await draw().catch(() => {});
      await new Promise(done => setTimeout(done, 120));
    }
    drawing = false;
  };
  stream.addEventListener('signal', soon);
  // Whatever came while there was no connection is in the list too.
  stream.addEventListener('connected', soon);
  addEventListener('pagehide', () => stream.close());
}
