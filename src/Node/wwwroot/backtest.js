// While a backtest runs its bar moves; when it has ended the page is drawn anew by the server.
const card = document.querySelector('[data-backtest]');
if (card) {
  const stream = new EventSource('/patterns/backtest/stream');
  const number = new Intl.NumberFormat(card.dataset.culture);
  stream.addEventListener('step', event => {
    const { percent, done, ended } = JSON.parse(event.data);
    card.querySelector('progress').value = percent;
    card.querySelector('[data-step]').textContent = `${percent}% · ${number.format(done)} ${card.dataset.rows}`;
    if (!ended) return;
    stream.close();
    location.replace(card.dataset.address);
  });
  addEventListener('pagehide', () => stream.close());
}

// Where a complaint says that something is wrong, the cursor goes.
const text = document.getElementById('text');
for (const place of document.querySelectorAll('[data-line]')) {
  place.addEventListener('click', event => {
    event.preventDefault();
    const lines = text.value.split('\n');
    const line = Math.min(Math.max(place.dataset.line - 1, 0), lines.length - 1);
    const from = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + Math.min(Math.max(place.dataset.column - 1, 0), lines[line].length);
    text.closest('details').open = true;
    text.focus();
    text.setSelectionRange(from, from + lines[line].length - Math.min(Math.max(place.dataset.column - 1, 0), lines[line].length));
    text.scrollTop = Math.max(line - 3, 0) * text.scrollHeight / lines.length;
  });
}
