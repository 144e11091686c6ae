// New and changed signals come in at the top of the list, as the server drew them.
const list = document.querySelector('[data-live-signals]');
if (list) {
  const stream = new EventSource('/signals/stream');
  let drawing = false, again = false;
  const draw = async () => {
    const answer = await fetch('/live/latest', { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const focused = document.activeElement?.getAttribute('href');
    const scrolled = list.querySelector('ol')?.scrollTop ?? 0;
    list.replaceChildren(...fresh.body.children);
    list.querySelector('ol').scrollTop = scrolled;
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
      const began = performance.now();
      await draw().catch(() => {});
      // A busy machine is asked less often: at most half the time goes to drawing.
      await new Promise(done => setTimeout(done, Math.max(40, performance.now() - began)));
    }
    drawing = false;
  };
  stream.addEventListener('signal', soon);
  // Whatever came while there was no connection is in the list too.
  stream.addEventListener('connected', soon);
  addEventListener('pagehide', () => stream.close());
}
