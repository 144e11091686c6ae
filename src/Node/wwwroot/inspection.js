// An inspection on a telephone. Every answer and photo is written to the telephone before anything else, and sent when there is a network.
const page = document.querySelector('[data-inspection]');
const { inspection, organisation, person } = page.dataset;
const said = page.querySelector('.sync');
const newId = () => crypto.randomUUID().replaceAll('-', '');

// One store per person: who takes over the telephone neither sees nor sends what another wrote.
const open = () => new Promise((done, failed) => {
  const request = indexedDB.open(`inspections-${person}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('answers', { keyPath: 'id' }).createIndex('inspection', 'inspection');
    request.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('inspection', 'inspection');
    request.result.createObjectStore('known', { keyPath: 'inspection' });
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
const database = await open();

const read = store => new Promise((done, failed) => {
  const request = database.transaction(store).objectStore(store).index('inspection').getAll(inspection);
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
// Done when it is on the disk of the telephone, not before: a battery dies without warning.
const write = (stores, change) => new Promise((done, failed) => {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  change(...[stores].flat().map(store => transaction.objectStore(store)));
  transaction.oncomplete = done;
  transaction.onabort = transaction.onerror = () => failed(transaction.error);
});

// What stands at the node, as it last said: in this page, or, when the page is one that was kept, in what came after it.
const kept = await new Promise((done, failed) => {
  const request = database.transaction('known').objectStore('known').get(inspection);
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
let standing = kept && kept.at > Number(page.dataset.at) ? kept.standing : JSON.parse(page.dataset.standing);
let signedOut = false;

// What the node has and what only this telephone has, less what was replaced.
async function current() {
  const own = (await read('answers')).filter(answer => !answer.sent);
  const all = [...standing, ...own.filter(answer => !standing.some(known => known.id === answer.id))];
  const replaced = new Set(all.flatMap(answer => answer.replaces ?? []));
  return all.filter(answer => !replaced.has(answer.id));
}

async function draw() {
  const [answers, photos, now] = [await read('answers'), await read('photos'), await current()];
  for (const form of page.querySelectorAll('[data-item]')) {
    const list = form.querySelector('.stands');
    list.replaceChildren(...now.filter(answer => answer.item === form.dataset.item).map(answer => {
      const line = document.createElement('li');
      const button = form.querySelector(`button[value=${answer.verdict}]`);
      line.textContent = (form.classList.contains('count') ? `${answer.found} / ${answer.looked}` : button.textContent) + (answer.note ? `: ${answer.note}` : '');
      const small = document.createElement('span');
      small.className = answer.refused ? 'late' : 'soft';
      small.textContent = ' ' + (answer.refused ? `${page.dataset.refused} ${answer.refused}` : answer.name ?? page.dataset.here);
      line.append(small);
      return line;
    }));
    const taken = photos.filter(photo => photo.item === form.dataset.item);
    if (taken.length) {
      const line = document.createElement('li');
      const refused = taken.find(photo => photo.refused);
      line.textContent = `${taken.length} × ${page.dataset.photo}${taken.some(photo => !photo.sent && !photo.refused) ? ` (${page.dataset.here})` : ''}${refused ? ` ${page.dataset.refused} ${refused.refused}` : ''}`;
      list.append(line);
    }
  }
  const waiting = [...answers, ...photos].filter(one => !one.sent && !one.refused).length;
  said.dataset.waiting = waiting;
  said.textContent = signedOut ? page.dataset.again : !waiting ? page.dataset.sent : navigator.onLine ? `${waiting} ${page.dataset.here}` : page.dataset.offline;
  if (signedOut) {
    const link = document.createElement('a');
    link.className = 'nl-link';
    link.href = `/sign-in?returnUrl=${encodeURIComponent(location.pathname)}`;
    link.textContent = ' →';
    said.append(link);
  }
  page.querySelector('[data-wipe]').hidden = waiting > 0 || answers.length + photos.length === 0;
}

async function keep(store, value) {
  try {
    await write(store, objects => objects.put(value));
  } catch {
    said.textContent = page.dataset.full;
    said.classList.add('late');
    return;
  }
  await draw();
  send();
}

const headers = { 'X-Knooppunt-Sync': '1', Accept: 'application/json' };

async function sendAnswers() {
  const waiting = (await read('answers')).filter(answer => !answer.sent && !answer.refused).slice(0, 100);
  const response = await fetch(`/inspections/${inspection}/sync`, {
    method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ organisation, answers: waiting.map(({ id, item, verdict, looked, found, note, at, replaces }) => ({ id, item, verdict, looked, found, note, at, replaces })) }),
  });
  if (!response.ok) throw response;
  const heard = await response.json();
  await write(['answers', 'known'], (objects, known) => {
    for (const answer of waiting) {
      const refused = heard.refused.find(one => one.id === answer.id);
      objects.put(refused ? { ...answer, refused: refused.why } : { ...answer, sent: true });
    }
    known.put({ inspection, at: heard.at, standing: heard.standing });
  });
  standing = heard.standing;
  return waiting.length === 100;
}

async function sendPhotos() {
  for (const photo of (await read('photos')).filter(photo => !photo.sent && !photo.refused)) {
    const response = await fetch(`/inspections/${inspection}/photos/${photo.id}?${new URLSearchParams({ organisation, item: photo.item })}`, { method: 'PUT', headers, body: photo.bytes });
    if (response.ok) await write('photos', objects => objects.put({ ...photo, sent: true, bytes: null }));
    else if (response.status === 413 || response.status === 422) await write('photos', objects => objects.put({ ...photo, refused: `${response.status}` }));
    else throw response;
  }
}

// One at a time; what comes in meanwhile goes with the next.
let sending = null;
function send() {
  sending ??= (async () => {
    try {
      while (await sendAnswers());
      await sendPhotos();
      signedOut = false;
    } catch (wrong) {
      signedOut = wrong instanceof Response && wrong.status === 401;
    } finally {
      sending = null;
      await draw();
    }
  })();
  return sending;
}

for (const form of page.querySelectorAll('[data-item]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const { item } = form.dataset;
    const [looked, found] = [Number(form.elements.looked?.value ?? 0), Number(form.elements.found?.value ?? 0)];
    const verdict = event.submitter?.value || (found ? 'Wrong' : looked ? 'Fine' : 'NotSeen');
    const replaces = (await current()).filter(answer => answer.item === item).map(answer => answer.id);
    const answer = { id: newId(), inspection, item, verdict, looked, found, note: form.elements.note?.value.trim() ?? '', at: new Date().toISOString(), replaces };
    await keep('answers', answer);
    if (form.elements.note) form.elements.note.value = '';
  });
  const photo = form.querySelector('.photo');
  if (!photo) continue;
  photo.hidden = false;
  photo.querySelector('input').addEventListener('change', async event => {
    for (const file of event.target.files) await keep('photos', { id: newId(), inspection, item: form.dataset.item, bytes: await file.arrayBuffer() });
    event.target.value = '';
  });
}

page.querySelector('[data-wipe]').addEventListener('click', async () => {
  await write(['answers', 'photos', 'known'], (...stores) => stores.forEach(objects => objects.clear()));
  await draw();
});

addEventListener('online', send);
addEventListener('offline', draw);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());
setInterval(() => Number(said.dataset.waiting) > 0 && send(), 15_000);
navigator.storage?.persist?.();
await draw();
await send();
page.dataset.ready = 'yes';

// Who opened the page once has it, also when the network goes right after: the worker came too late to see this page pass.
if (navigator.serviceWorker) {
  await navigator.serviceWorker.register('/inspection-worker.js', { scope: '/inspections' });
  await navigator.serviceWorker.ready;
  const parts = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map(part => part.href ?? part.src);
  await (await caches.open('inspection-pages')).addAll([location.pathname, ...new Set(parts)]);
  page.dataset.kept = 'yes';
}
