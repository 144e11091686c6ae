// Keys for desk pages: "/" goes to the search box; lists use j, k, Enter and Esc (see the page itself for the rest).
const typing = target => target.closest('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search-box')?.focus();
  }
  const rows = [...document.querySelectorAll('[data-row]')];
  if (rows.length === 0) {
    if (event.key === 'Escape') document.querySelector('[data-back]')?.click();
    return;
  }
  const at = rows.indexOf(document.activeElement.closest('[data-row]'));
  const go = to => rows[Math.max(0, Math.min(rows.length - 1, to))].querySelector('a').focus();
  if (event.key === 'j') go(at + 1);
  if (event.key === 'k') go(at < 0 ? 0 : at - 1);
  if (event.key === 'Home') go(0);
  if (event.key === 'End') go(rows.length - 1);
});
