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
